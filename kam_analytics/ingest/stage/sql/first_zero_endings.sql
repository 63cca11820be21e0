SELECT bool_and({zeros}) FROM source WHERE n > {after} AND n <= {upto}
