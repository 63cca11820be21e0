UPDATE typed SET amount = line.amount FROM (
    SELECT typed.n, round(({amount})::DECIMAL(38, 8), 4)::DECIMAL(18, 4) AS amount,
        count(*) OVER (PARTITION BY {number}) AS lines
    FROM typed JOIN source USING (n) WHERE typed.aside IS NULL AND {number} IS NOT NULL
) AS line
WHERE line.n = typed.n AND line.lines > 1 AND line.amount IS NOT NULL
