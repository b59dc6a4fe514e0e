"""DATABASE LIST.csv|LIST.jsonl [INDEX]: a list as a table of a new DuckDB file."""

import sys

import duckdb

database, source, *index = sys.argv[1:]
with duckdb.connect(database) as connection:
    reader = "read_csv" if source.endswith(".csv") else "read_json_auto"
    options = ", header = true, all_varchar = true" if source.endswith(".csv") else ""
    connection.execute(f"CREATE TABLE patents AS FROM {reader}('{source}'{options})")
    for column in index:
        connection.execute(f"CREATE INDEX by_{column} ON patents ({column})")
