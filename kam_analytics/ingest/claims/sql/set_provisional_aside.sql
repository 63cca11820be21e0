UPDATE typed SET aside = 'draft'
WHERE aside IS NULL AND (invoice_no = '/' OR regexp_matches(invoice_no, '(?i)^\(?(prov|draft|brouillon)'))
