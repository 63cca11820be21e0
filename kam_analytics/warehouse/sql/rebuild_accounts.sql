-- One row per customer code of the live lines, with the name of its latest line.
INSERT INTO account_seen
SELECT
    source_account,
    arg_max(account_name, date) FILTER (WHERE account_name IS NOT NULL) AS account_name,
    min(date) AS first_on,
    max(date) AS last_on
FROM live_line
WHERE source_account IS NOT NULL
GROUP BY source_account
