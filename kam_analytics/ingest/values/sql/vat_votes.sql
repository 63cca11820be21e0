SELECT count(*), count(*) FILTER ({net}), count(*) FILTER ({gross})
FROM (SELECT {amount} AS a, {tax} AS t FROM source WHERE n > {title_row}) WHERE abs(t) >= 0.5 AND a <> 0
