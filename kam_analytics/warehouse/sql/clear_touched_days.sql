DELETE FROM revenue_day AS derived
USING touched_cell AS touched
WHERE date_trunc('month', derived.date)::DATE = touched.month AND derived.source_account = touched.source_account
