-- One row per line and component that one person's statements on a plan rest on, by account and day, with the file and
-- row it came from: of closed periods as it was kept, of the others as it counts today.
WITH counted AS (
    SELECT component, source_account, account_name, date, invoice_no, product, NULL::DOUBLE AS share, 'kept' AS reason,
           value, import_id, row_no
    FROM kept_line
    WHERE plan = $plan AND person_id = $person AND period_start BETWEEN $start::DATE AND $as_of::DATE
    UNION ALL
    SELECT component, sale.source_account, NULL, date, invoice_no, product, share, reason, value, import_id, row_no
    FROM paid_line($start, $as_of) AS paid
    JOIN line AS sale USING (import_id, row_no)
    WHERE plan = $plan AND earner = $person AND period_end <= $as_of::DATE
        AND period_start NOT IN (SELECT period_start FROM pay_period WHERE plan = $plan AND closed_at IS NOT NULL)
)
SELECT
    component,
    coalesce(account.account_name, counted.account_name, source_account) AS account_name,
    date,
    invoice_no,
    product,
    share,
    reason,
    value::DOUBLE AS value,
    file,
    row_no,
    import_id
FROM counted
LEFT JOIN account ON account.account_id = source_account
LEFT JOIN import_file USING (import_id)
ORDER BY account_name, date, invoice_no, import_id, row_no, component
