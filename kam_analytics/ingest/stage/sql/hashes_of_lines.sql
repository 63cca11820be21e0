SELECT hash(concat_ws(chr(31), {columns})) AS line FROM source WHERE n > {title_row} AND coalesce({columns}) IS NOT NULL
