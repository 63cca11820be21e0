SELECT count(*) FILTER (head AND NOT line), count(*) FILTER (head AND line), count(*) FILTER (line AND NOT head),
       min(n) FILTER (head), min(n) FILTER (line)
FROM (SELECT n, ({head}) AS head, ({line}) AS line FROM source WHERE n > {after})
