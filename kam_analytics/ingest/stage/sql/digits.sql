WITH v AS (SELECT {text} AS x FROM source WHERE n > {after})
SELECT max(length(ltrim(split_part(x, '.', 1), '-'))), max(length(split_part(x, '.', 2))),
       coalesce(bool_or(contains(lower(x), 'e')), false) FROM v WHERE x IS NOT NULL
       AND try_cast(x AS DOUBLE) IS NOT NULL
