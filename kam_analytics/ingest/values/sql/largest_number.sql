SELECT max(abs(try_cast({text} AS DOUBLE))) FROM source WHERE n > {title_row}
