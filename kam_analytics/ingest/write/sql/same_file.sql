SELECT import_id FROM import_log WHERE state = 'live' AND sha256 = $sha AND kind = $kind
AND json_extract_string(mapping, '$.sheet') IS NOT DISTINCT FROM $sheet ORDER BY import_id LIMIT 1
