DELETE FROM superseded_line WHERE list_contains($ids::INTEGER[], by_import)
