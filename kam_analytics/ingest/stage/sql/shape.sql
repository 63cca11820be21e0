WITH v AS (
    SELECT {text} AS t FROM source WHERE n > {after} AND n <= {upto} AND NOT {missing}),
k AS (SELECT t, regexp_matches(t, '{day_pattern}') OR regexp_matches(t, '{compact_pattern}') AS day,
             regexp_matches(t, '{amount_pattern}') AS number FROM v)
SELECT count(*), count(DISTINCT t), count(*) FILTER (day), count(*) FILTER (number AND NOT day),
       count(*) FILTER (number AND NOT day AND regexp_matches(t, '[.,][0-9]{1,2}([^0-9]|$)')),
       count(*) FILTER (regexp_full_match(t, '[0-9]+')),
       count(*) FILTER (NOT number AND NOT day) FROM k
