SELECT {currency} AS code, min({day}), sum({money}) FROM typed WHERE aside IS NULL AND currency IS NOT NULL
GROUP BY 1 HAVING code IS NOT NULL ORDER BY 1
