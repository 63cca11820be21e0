SELECT count(*), {parts} FROM source WHERE {lines}
