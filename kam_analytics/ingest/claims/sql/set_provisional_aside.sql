-- The ranges hold what may begin so: `/`, `(` and the letters b, d, p. They cost much less than the pattern.
UPDATE typed SET aside = 'draft'
WHERE aside IS NULL AND (invoice_no < '0' OR invoice_no BETWEEN 'B' AND 'E' OR invoice_no BETWEEN 'P' AND 'Q'
        OR invoice_no BETWEEN 'b' AND 'e' OR invoice_no BETWEEN 'p' AND 'q')
    AND (invoice_no = '/' OR regexp_matches(invoice_no, '(?i)^\(?(prov|draft|brouillon)'))
