-- Fee cap and size standard for each company and the patent that it asks about, as `eligible --batch`
-- has them; for tables `companies`, `floors` and `patents`, in DuckDB, ClickHouse and SQLite alike.
-- A class is reached with every floor of the industry: one indicator under a floor proves the class
-- below it, and only all indicators together prove the class itself. A floor that the industry does
-- not have is 0. A company's own fee wins over the list's; without an annual fee a one-off fee of at
-- most the cap passes, and a larger one proves nothing.
SELECT
  id,
  CASE
    WHEN fee <= 50000 THEN 'pass'
    WHEN fee > 50000 THEN 'fail'
    WHEN one_off_fee_yuan <= 50000 THEN 'pass'
    ELSE 'unknown'
  END AS fee_cap,
  CASE
    WHEN highest = 'large' AND settled THEN 'fail'
    WHEN highest = 'large' THEN 'unknown'
    ELSE 'pass'
  END AS company_size,
  CASE WHEN settled OR highest = 'micro' THEN highest ELSE '' END AS size_class,
  CASE
    WHEN settled OR highest = 'micro' THEN highest
    WHEN highest = 'large' THEN 'large|medium|small|micro'
    WHEN highest = 'medium' THEN 'medium|small|micro'
    ELSE 'small|micro'
  END AS possible_size_classes
FROM (
  SELECT
    c.id AS id, coalesce(c.fee_yuan, p.annual_fee_yuan) AS fee, p.one_off_fee_yuan AS one_off_fee_yuan,
    CASE
      WHEN coalesce(c.employees < f.employees_small, false)
        OR coalesce(c.revenue_yuan < f.revenue_small, false)
        OR coalesce(c.assets_yuan < f.assets_small, false) THEN 'micro'
      WHEN coalesce(c.employees < f.employees_medium, false)
        OR coalesce(c.revenue_yuan < f.revenue_medium, false)
        OR coalesce(c.assets_yuan < f.assets_medium, false) THEN 'small'
      WHEN coalesce(c.employees < f.employees_large, false)
        OR coalesce(c.revenue_yuan < f.revenue_large, false)
        OR coalesce(c.assets_yuan < f.assets_large, false) THEN 'medium'
      ELSE 'large'
    END AS highest,
    (f.employees_large = 0 OR c.employees IS NOT NULL)
      AND (f.revenue_large = 0 OR c.revenue_yuan IS NOT NULL)
      AND (f.assets_large = 0 OR c.assets_yuan IS NOT NULL) AS settled
  FROM companies AS c
  JOIN floors AS f ON f.industry = c.industry
  LEFT JOIN patents AS p ON p.id = c.patent
) AS sized
