-- One row per product family that stopped and the one that took its place, when two or more did so at once.
WITH positive AS (
    SELECT product_family AS family, month, sum(amount)::DOUBLE AS revenue
    FROM month WHERE product_family IS NOT NULL
    GROUP BY product_family, month
    HAVING sum(amount) > 0
),
life AS (SELECT family, min(month) AS start, max(month) AS stop, avg(revenue) AS mean FROM positive GROUP BY family),
candidate AS (
    SELECT old.family AS old, new.family AS new, new.start, old.stop, old.mean AS old_mean, new.mean AS new_mean
    FROM life AS old
    JOIN life AS new ON new.start BETWEEN old.stop - INTERVAL 1 MONTH AND old.stop + INTERVAL 2 MONTH
        AND new.start > old.start AND new.stop > old.stop
),
-- The products that moved: invoiced under the old family, then under the new one.
bought AS (
    SELECT DISTINCT product_family AS family, product
    FROM line
    WHERE product IS NOT NULL AND product_family IN (SELECT old FROM candidate UNION SELECT new FROM candidate)
),
moved AS (
    SELECT candidate.old, candidate.new, count(*) AS products
    FROM candidate
    JOIN bought AS before ON before.family = candidate.old
    JOIN bought AS after ON after.family = candidate.new AND after.product = before.product
    GROUP BY candidate.old, candidate.new
),
size AS (SELECT family, count(*) AS products FROM bought GROUP BY family),
scored AS (
    SELECT candidate.old, candidate.new, candidate.start, candidate.stop,
           CASE WHEN size.products > 0 THEN 'products'
                WHEN jaro_winkler_similarity(lower(strip_accents(candidate.old)), lower(strip_accents(candidate.new))) >= 0.9 THEN 'similar'
                ELSE 'amount' END AS method,
           CASE method WHEN 'products' THEN coalesce(moved.products, 0) / least(size.products, other.products)
                WHEN 'similar' THEN jaro_winkler_similarity(lower(strip_accents(candidate.old)), lower(strip_accents(candidate.new)))
                ELSE 0.9 - abs(ln(old_mean / new_mean)) END AS score
    FROM candidate
    LEFT JOIN moved USING (old, new)
    LEFT JOIN size ON size.family = candidate.old
    LEFT JOIN size AS other ON other.family = candidate.new
),
pair AS (
    SELECT * FROM scored
    WHERE score >= CASE method WHEN 'amount' THEN 0.68 ELSE 0.5 END
        AND (old, new) NOT IN (SELECT (one, other) FROM told_apart WHERE kind = 'family')
    QUALIFY row_number() OVER (PARTITION BY old ORDER BY score DESC, new) = 1
        AND row_number() OVER (PARTITION BY new ORDER BY score DESC, old) = 1
)
SELECT
    'family' AS kind,
    min(pair.start) OVER () AS month,
    old, old AS old_name, new, new AS new_name, method, score::DOUBLE AS score,
    (SELECT sum(revenue) FROM positive WHERE family = pair.old AND positive.month > pair.stop - INTERVAL 12 MONTH)::DOUBLE AS at_stake
FROM pair
QUALIFY count(*) OVER (ORDER BY start RANGE BETWEEN INTERVAL 1 MONTH PRECEDING AND INTERVAL 1 MONTH FOLLOWING) >= 2
ORDER BY at_stake DESC, old
