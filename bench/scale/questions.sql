-- What is asked of the records, in SQL that DuckDB and ClickHouse read alike. Before each statement
-- stands the call of patentcli that gives the same: its ids counted, or its `value` and `count`.

-- list --domain video
SELECT count(*) FROM patents WHERE domain = 'video';
-- list --status in-force
SELECT count(*) FROM patents WHERE status = 'in-force';
-- list --max-fee 20000
SELECT count(*) FROM patents WHERE annual_fee_yuan <= 20000;
-- list --filed-after 2020-01-01 --filed-before 2020-12-31
SELECT count(*) FROM patents WHERE filing_date >= '2020-01-01' AND filing_date <= '2020-12-31';
-- list --holder 大学
SELECT count(*) FROM patents WHERE holder LIKE '%大学%' OR holder_zh LIKE '%大学%';
-- list --ipc G06T
SELECT count(*) FROM patents WHERE classes LIKE '%|G06T%';
-- list --offered-on 2027-06-30
SELECT count(*) FROM patents WHERE listing = 'listed' AND offer_until >= '2027-06-30';
-- list --in-force-on 2026-11-27 --domain image --max-fee 20000
SELECT count(*) FROM patents
WHERE domain = 'image' AND annual_fee_yuan <= 20000 AND status <> 'lapsed' AND office = 'CN'
  AND grant_date <= '2026-11-27'
  AND (expiry_date >= '2026-11-27' OR (expiry_date IS NULL AND expiry_year > 2026));
-- stats --by domain
SELECT domain, count(*) FROM patents GROUP BY domain;
-- stats --by year
SELECT substring(filing_date, 1, 4) AS year, count(*) FROM patents GROUP BY year;
