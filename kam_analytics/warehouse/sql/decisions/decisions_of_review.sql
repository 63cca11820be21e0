SELECT count(*) FROM account_note WHERE review = $quarter AND kind IN ('decision', 'action')
