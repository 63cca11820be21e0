SELECT 'review' AS pinned_by, quarter AS id, pinned FROM workspace.review WHERE pinned IS NOT NULL
UNION ALL
SELECT 'view', view_id::VARCHAR, pinned FROM workspace.saved_view WHERE pinned IS NOT NULL
