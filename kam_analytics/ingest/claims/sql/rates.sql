SELECT {currency} AS code, median(rate) FROM typed
WHERE aside IS NULL AND currency IS NOT NULL AND rate > 0 GROUP BY 1 HAVING code <> '{reporting}' ORDER BY 1
