-- One row per view that the viewer saved, or that was saved for everybody.
SELECT view_id, name, page, address, owner, pinned, saved_at
FROM saved_view
ORDER BY owner IS NOT NULL, lower(name), view_id
