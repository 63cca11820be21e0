UPDATE typed SET aside = 'draft'
WHERE aside IS NULL AND left(invoice_no, 1) IN ('/', '(', 'p', 'P', 'd', 'D', 'b', 'B')
    AND (invoice_no = '/' OR regexp_matches(invoice_no, '(?i)^\(?(prov|draft|brouillon)'))
