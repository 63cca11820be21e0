SELECT {text}, coalesce(sum({amount}), 0) FROM source WHERE n > {after} AND {text} IS NOT NULL GROUP BY 1 ORDER BY 1
