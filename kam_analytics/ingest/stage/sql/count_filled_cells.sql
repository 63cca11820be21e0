SELECT count(*) FROM source WHERE {rows} AND NOT {missing}
