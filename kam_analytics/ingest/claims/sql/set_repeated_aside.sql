UPDATE typed SET aside = 'repeated' FROM (
    SELECT typed.n, row_number() OVER (PARTITION BY {partition} ORDER BY {order}) AS place
    FROM typed JOIN source USING (n) WHERE typed.aside IS NULL
) AS line
WHERE line.n = typed.n AND line.place > 1
