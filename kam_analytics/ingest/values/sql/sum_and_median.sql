SELECT sum(number), median(abs(number)) FROM (SELECT {number} AS number FROM source WHERE n > {title_row})
