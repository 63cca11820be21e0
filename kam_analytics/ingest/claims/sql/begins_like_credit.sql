SELECT coalesce(bool_or(lower(left({text}, 4)) IN
    ('avoi', 'cred', 'créd', 'note', 'n/c ', 'remb', 'refu', 'reto', 'retu', 'rfa', 'rfa ', 'rist', 'reba')), false)
FROM source WHERE n > {after}
