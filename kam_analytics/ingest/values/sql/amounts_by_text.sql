SELECT {text}, count(*), coalesce(sum(try_cast({amount} AS DECIMAL(38, 4))), 0) FROM source
WHERE n > {title_row} AND {text} IS NOT NULL GROUP BY ALL
