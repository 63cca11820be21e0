-- One row per row of a sheet of one version of a pay plan, as JSON with the names of its columns.
SELECT sheet, row FROM plan_sheet_row WHERE plan = $plan AND import_id = $import_id ORDER BY sheet, n
