SELECT import_id, file, kind, sha256, state, fingerprint, json_extract_string(mapping, '$.sheet')
FROM version.import_log ORDER BY import_id
