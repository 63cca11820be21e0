SELECT count(*), count(*) FILTER (regexp_matches({text}, '{day_pattern}')),
    count(*) FILTER (regexp_matches({text}, '{amount_pattern}'))
FROM source WHERE n > {after} AND n <= {upto} AND NOT ({missing})
