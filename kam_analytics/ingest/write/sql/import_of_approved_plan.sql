SELECT import_id FROM plan WHERE id = $id AND version = $version
AND (status = 'locked' OR (status = 'approved' AND list_contains($live, import_id)))
ORDER BY import_id DESC LIMIT 1
