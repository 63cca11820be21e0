SELECT {tests} FROM source WHERE n > {after}
