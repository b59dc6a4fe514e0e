-- The fee cap and the size standard for tables `companies` and `floors`, as eligible --batch has them:
-- a class is reached with every floor of the industry, so one indicator under a floor proves the
-- class below it, and only all indicators together prove the class itself. A floor that the
-- industry does not have is 0. Runs on SQLite and on DuckDB.
SELECT
  id, industry, employees, revenue_yuan, assets_yuan, fee_yuan,
  CASE
    WHEN fee_yuan > 50000 OR (highest = 'large' AND settled) THEN 'not-eligible'
    WHEN highest = 'large' THEN 'undetermined'
    ELSE 'eligible'
  END AS verdict,
  CASE WHEN settled OR highest = 'micro' THEN highest END AS size_class,
  CASE
    WHEN settled OR highest = 'micro' THEN highest
    WHEN highest = 'large' THEN 'large|medium|small|micro'
    WHEN highest = 'medium' THEN 'medium|small|micro'
    ELSE 'small|micro'
  END AS possible_size_classes,
  CASE WHEN fee_yuan > 50000 AND highest = 'large' AND settled THEN 'fee-cap|company-size'
       WHEN fee_yuan > 50000 THEN 'fee-cap'
       WHEN highest = 'large' AND settled THEN 'company-size' END AS failed,
  CASE WHEN highest = 'large' AND NOT settled THEN 'company-size' END AS unknown
FROM (
  SELECT
    c.id, c.industry, c.employees, c.revenue_yuan, c.assets_yuan, c.fee_yuan,
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
  FROM companies AS c JOIN floors AS f ON f.industry = c.industry
) AS sized
