SELECT s.n FROM suspects AS s LEFT JOIN typed AS above ON above.n = s.n - 1
WHERE above.n IS NULL OR above.aside = 'blank'
