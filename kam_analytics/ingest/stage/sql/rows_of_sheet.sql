SELECT (n + {offset})::INTEGER AS n, {columns} FROM source WHERE n > {title_row} ORDER BY n
