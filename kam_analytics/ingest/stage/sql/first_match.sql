SELECT {cell} FROM source WHERE n > {after} AND regexp_matches({cell}, $p) ORDER BY n LIMIT 1
