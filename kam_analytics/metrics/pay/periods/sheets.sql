-- One row per row of a sheet of a plan version that pays a period, as JSON with the names of its columns.
SELECT sheet, plan, import_id, row FROM plan_sheet_row WHERE sheet NOT IN ('assignment', 'absence') ORDER BY sheet, plan, import_id, n
