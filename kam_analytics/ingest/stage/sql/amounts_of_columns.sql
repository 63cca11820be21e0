SELECT {label}, {amounts} FROM source WHERE n > {after} AND n <= {upto} ORDER BY n
