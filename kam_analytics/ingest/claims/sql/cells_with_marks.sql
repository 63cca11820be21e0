SELECT coalesce(bool_or(left({cell}, 1) > '9' OR right({cell}, 1) > '9' OR left({cell}, 1) = '('
    OR contains({cell}, '$') OR contains({cell}, '£') OR contains({cell}, '€') OR contains({cell}, '¥')
    OR (left({cell}, 1) = '-' AND {cell} > '-9~')), false)
FROM source WHERE n > {after}
