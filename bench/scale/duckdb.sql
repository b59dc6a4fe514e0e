-- The exported catalogue, companies and floors under the names that the other files use; DuckDB.
-- Read in place: {folder}/all.parquet is what `patentcli catalogue export -o all.parquet` wrote.
CREATE VIEW patents AS
SELECT *, expiry.date AS expiry_date, expiry.year AS expiry_year,
  '|' || array_to_string(classifications, '|') AS classes
FROM read_parquet('{folder}/all.parquet');
CREATE TABLE companies AS FROM read_csv('{folder}/companies.csv', header = true, columns = {
  id: 'VARCHAR', industry: 'VARCHAR', employees: 'BIGINT', revenue_yuan: 'BIGINT',
  assets_yuan: 'BIGINT', fee_yuan: 'BIGINT', patent: 'VARCHAR'});
CREATE TABLE floors AS FROM read_csv('{folder}/floors.csv', header = true);
