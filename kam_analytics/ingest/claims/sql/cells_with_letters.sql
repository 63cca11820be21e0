SELECT coalesce(bool_or(contains(lower(c{column}), 'k') OR contains(lower(c{column}), 'm')
    OR contains(lower(c{column}), 'bn')), false) FROM source WHERE n > {after}
