UPDATE plan SET status = 'locked' WHERE id = ? AND import_id = ?
