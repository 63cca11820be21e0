-- One row for each live line of a touched month and code.
CREATE OR REPLACE TEMP TABLE touched_live_line AS
SELECT line.*
FROM live_line AS line
SEMI JOIN touched_cell AS touched
    ON touched.month = date_trunc('month', line.date)::DATE
    AND touched.source_account IS NOT DISTINCT FROM line.source_account
WHERE line.date BETWEEN $from_month AND last_day($to_month::DATE)
