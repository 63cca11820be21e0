SELECT coalesce(bool_or(left(bare, 1) > '9' OR left(bare, 1) = '$' OR right(bare, 1) > '9' OR right(bare, 1) = '$'), false)
FROM (SELECT trim({cell}, ' -+()') AS bare FROM source WHERE n > {after})
