WITH remaining AS ({remaining}),
counting AS (SELECT * FROM remaining QUALIFY row_number() OVER (PARTITION BY key, occurrence ORDER BY import_id) = 1)
SELECT coalesce(sum(amount), 0), count(*), count(DISTINCT source_account) FROM counting
