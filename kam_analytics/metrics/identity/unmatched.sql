-- One row per name that other files use and no account bears: where it occurs, how often, what amounts stand beside it.
SELECT reference, list(DISTINCT kind ORDER BY kind) AS kinds, count(*)::INTEGER AS rows,
       sum(amount)::DOUBLE AS amount, max(import_id)::INTEGER AS import_id
FROM unmatched
GROUP BY reference
ORDER BY amount DESC NULLS LAST, rows DESC, reference
LIMIT 1000
