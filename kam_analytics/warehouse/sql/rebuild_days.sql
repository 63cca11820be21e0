-- One row per day, account and currency of the live lines between two months.
INSERT INTO revenue_day
FROM live_day
WHERE date BETWEEN $from_month AND last_day($to_month::DATE)
ORDER BY date
