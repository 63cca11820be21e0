SELECT {currency}, date, arg_max(rate, (import_id, row_no)) FROM fx_rates
SEMI JOIN (SELECT import_id FROM import_log WHERE state = 'live') AS live USING (import_id)
WHERE rate > 0 GROUP BY ALL
