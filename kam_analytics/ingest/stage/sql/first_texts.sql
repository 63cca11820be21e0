SELECT DISTINCT c{index} FROM source WHERE n > {after} AND n <= {upto} AND c{index} IS NOT NULL
