DELETE FROM revenue_month AS derived
USING touched_cell AS touched
WHERE derived.month = touched.month AND derived.source_account IS NOT DISTINCT FROM touched.source_account
