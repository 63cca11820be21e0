-- One row per line of a person's accounts that is not wholly credited in one pay period, the largest first, at most
-- $most: one for all components that leave it out for the same reason.
SELECT
    earner AS person_id, any_value(account_name) AS account_name, judged.source_account AS account_id, invoice_no, date,
    reason, amount::DOUBLE AS amount, min(share)::DOUBLE AS share, any_value(file) AS file, row_no
FROM judged_line($plan, $period_start, $period_end, $as_of) AS judged
LEFT JOIN account ON account.account_id = judged.source_account
LEFT JOIN import_file USING (import_id)
WHERE share < 1
GROUP BY earner, judged.source_account, invoice_no, date, reason, amount, import_id, row_no
ORDER BY abs(amount) DESC, date, row_no
LIMIT $most
