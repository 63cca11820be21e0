DELETE FROM "{table}" WHERE list_contains($ids::INTEGER[], import_id)
