-- The same for ClickHouse. On a server or a cluster a table takes the view's place (docs/scale.md).
SET join_use_nulls = 1;
CREATE VIEW patents AS
SELECT *, tupleElement(expiry, 'date') AS expiry_date, tupleElement(expiry, 'year') AS expiry_year,
  concat('|', arrayStringConcat(classifications, '|')) AS classes
FROM file('{folder}/all.parquet', Parquet);
CREATE TABLE companies ENGINE = Memory AS SELECT * FROM file('{folder}/companies.csv', CSVWithNames,
  'id String, industry String, employees Nullable(Int64), revenue_yuan Nullable(Int64),
   assets_yuan Nullable(Int64), fee_yuan Nullable(Int64), patent Nullable(String)');
CREATE TABLE floors ENGINE = Memory AS SELECT * FROM file('{folder}/floors.csv', CSVWithNames);
