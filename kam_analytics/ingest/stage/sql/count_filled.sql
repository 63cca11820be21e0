SELECT count(*), count(c{index}) FROM source WHERE n > {after}
