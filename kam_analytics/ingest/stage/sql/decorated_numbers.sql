WITH v AS (SELECT {cell} AS t FROM source WHERE {rows}),
b AS (SELECT {bare} AS x, contains(t, '%') AS percent FROM v WHERE NOT {missing}),
d AS (SELECT x, percent, length(x) - length(replace(x, '.', '')) AS dots,
             length(x) - length(replace(x, ',', '')) AS commas FROM b
      WHERE regexp_full_match(x, '[-]?([0-9.,]*[0-9][0-9.,]*|[0-9]{1,3}([ ''][0-9]{3})+([.,][0-9]*)?)([eE][-+]?[0-9]+)?'))
SELECT count(*) FILTER (dots > 0 AND commas > 0 AND regexp_matches(x, ',[^,]*\.[0-9]*$')),
       count(*) FILTER (dots > 0 AND commas > 0 AND regexp_matches(x, '\.[^.]*,[0-9]*$')),
       count(*) FILTER (dots > 1 AND commas = 0), count(*) FILTER (commas > 1 AND dots = 0),
       count(*) FILTER (dots = 1 AND commas = 0 AND NOT {dot_three}),
       count(*) FILTER (commas = 1 AND dots = 0 AND NOT {comma_three}),
       count(*) FILTER (dots = 1 AND commas = 0 AND {dot_three}),
       count(*) FILTER (commas = 1 AND dots = 0 AND {comma_three}),
       count(*) FILTER (percent)
FROM d
