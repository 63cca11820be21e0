CREATE TABLE money.foreign_text AS SELECT currency, {code} AS code
FROM (SELECT DISTINCT currency FROM ledger.revenue_month WHERE currency IS NOT NULL)
WHERE {code} <> '{quoted}'
