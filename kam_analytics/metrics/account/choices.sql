-- One row per account the viewer may open.
SELECT account_id, account_name FROM account ORDER BY account_name, account_id
