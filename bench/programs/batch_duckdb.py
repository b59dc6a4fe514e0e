"""COMPANIES.csv FLOORS.csv RULE.sql OUT.csv: the rule over a whole file in DuckDB."""

import sys
from pathlib import Path

import duckdb

companies, floors, rule, target = sys.argv[1:]
connection = duckdb.connect()
types = (
    "{id: 'VARCHAR', industry: 'VARCHAR', employees: 'BIGINT', revenue_yuan: 'BIGINT',"
    " assets_yuan: 'BIGINT', fee_yuan: 'BIGINT'}"
)
connection.execute(
    f"CREATE VIEW companies AS FROM read_csv('{companies}', header = true, columns = {types})"
)
connection.execute(f"CREATE TABLE floors AS FROM read_csv('{floors}', header = true)")
connection.execute(f"COPY ({Path(rule).read_text()}) TO '{target}' (HEADER)")
