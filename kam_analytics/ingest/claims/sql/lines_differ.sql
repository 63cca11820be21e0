SELECT count(*) > 0 FROM (
    SELECT {number} AS number FROM typed JOIN source USING (n)
    WHERE typed.aside IS NULL AND {number} IS NOT NULL
    GROUP BY 1 HAVING count(DISTINCT concat_ws(chr(31), {cells})) > 1)
