DELETE FROM remembered_mapping WHERE list_contains($fingerprints::VARCHAR[], fingerprint)
