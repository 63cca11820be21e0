DELETE FROM remembered_mapping WHERE fingerprint = $f
