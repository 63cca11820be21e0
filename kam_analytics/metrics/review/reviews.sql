-- One row per review that was frozen or closed.
SELECT quarter, pinned, pinned_at, pinned_by, closed_at, closed_by, decided FROM review ORDER BY quarter
