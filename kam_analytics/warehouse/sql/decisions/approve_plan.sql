UPDATE plan SET status = 'approved', approved_by = $who, approved_at = current_date
WHERE id = $plan AND import_id = $import AND status = 'draft' RETURNING period_start
