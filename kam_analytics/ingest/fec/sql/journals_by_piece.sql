WITH entry AS (
    SELECT journal, number, day, count(DISTINCT client) AS clients, count(DISTINCT piece) AS pieces,
           coalesce(sum(abs(amount)) FILTER (account LIKE '70%'), 0) AS sold
    FROM fec_book GROUP BY journal, number, day)
SELECT journal FROM entry GROUP BY journal
HAVING count(number) = 0 OR (count(DISTINCT number) = 1 AND count(*) + sum(pieces) > 2)
    OR 2 * sum(sold) FILTER (clients > 1 AND pieces > 1) > sum(sold) ORDER BY journal
