SELECT count(*), count(*) FILTER (abs(({amount})::DOUBLE - amount) <= 0.011)
FROM typed JOIN source USING (n) WHERE typed.aside IS NULL AND amount IS NOT NULL
