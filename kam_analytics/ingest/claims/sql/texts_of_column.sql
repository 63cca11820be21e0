SELECT DISTINCT c{column} FROM source WHERE n > {after} AND trim(c{column}) <> '' LIMIT {most}
