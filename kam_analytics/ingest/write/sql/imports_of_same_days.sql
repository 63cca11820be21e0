SELECT old.import_id FROM import_log AS old, import_log AS new
WHERE new.import_id = $i AND old.state = 'live' AND old.kind = $other
    AND old.first_on <= new.last_on AND old.last_on >= new.first_on ORDER BY 1
