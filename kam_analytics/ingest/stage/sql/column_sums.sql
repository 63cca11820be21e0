SELECT {sums} FROM source WHERE n > {title_row} AND n < {last_row}
