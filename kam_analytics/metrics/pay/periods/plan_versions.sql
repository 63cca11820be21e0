-- One row per version of a pay plan, the latest last.
SELECT id, name_fr, name_en, version, status, import_id, approved_by, approved_at, period_start, period_end
FROM plan_version ORDER BY id, version, import_id
