SELECT max(version) - (SELECT version FROM plan WHERE id = $plan AND import_id = $import) FROM plan
WHERE id = $plan AND import_id <> $import
    AND (status = 'locked' OR (status = 'approved' AND list_contains($live, import_id)))
