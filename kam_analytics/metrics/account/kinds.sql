-- One row per kind of file that was imported.
SELECT kind FROM loaded_kind ORDER BY kind
