SELECT count(*), count(*) FILTER ({zeros})
FROM source WHERE n > {after} AND {cell} IS NOT NULL
