"""DATABASE SQL: one query against a DuckDB file (or `:memory:`), the answer as CSV."""

import sys

import duckdb

database, sql = sys.argv[1:]
with duckdb.connect(database, read_only=database != ":memory:") as connection:
    connection.execute(f"COPY ({sql}) TO '/dev/stdout' (HEADER)")
