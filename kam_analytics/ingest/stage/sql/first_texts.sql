SELECT {lists} FROM source WHERE n > {after} AND n <= {upto}
