WITH documents AS (
    SELECT {number} AS number, count(*) AS lines, min(amount) AS total, min(amount) = max(amount) AS constant,
        sum(({amount})::DOUBLE) AS summed, count({amount}) AS filled
    FROM typed JOIN source USING (n) WHERE typed.aside IS NULL AND amount IS NOT NULL AND {number} IS NOT NULL
    GROUP BY 1)
SELECT count(*) FILTER (lines > 1 AND constant AND total <> 0),
    count(*) FILTER (lines > 1 AND constant AND total <> 0 AND filled = lines AND abs(summed - total) <= 0.01 * lines + 0.001),
    count(*) FILTER (lines = 1), count(*) FILTER (lines = 1 AND filled = 1 AND abs(summed - total) <= 0.011)
FROM documents
