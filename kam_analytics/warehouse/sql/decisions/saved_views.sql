SELECT view_id, owner FROM workspace.saved_view ORDER BY view_id
