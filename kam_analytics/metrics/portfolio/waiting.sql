-- One row per currency whose lines wait for an exchange rate.
SELECT code AS currency, count(*) AS lines, sum(amount)::DOUBLE AS amount, min(date) AS first_on
FROM waiting
GROUP BY code
ORDER BY code
