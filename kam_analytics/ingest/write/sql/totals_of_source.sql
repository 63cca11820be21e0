SELECT amount_total, date_diff('day', first_on, last_on) + 1 FROM ledger.import_log
WHERE state = 'live' AND fingerprint = $f AND amount_total IS NOT NULL AND first_on IS NOT NULL
