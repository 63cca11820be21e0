SELECT 1 FROM plan WHERE id = $id AND (period_start, period_end) <> ($first::DATE, $last::DATE)
AND (status = 'locked' OR (status = 'approved' AND list_contains($live, import_id))) LIMIT 1
