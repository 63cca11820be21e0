SELECT count(*) FROM (
    SELECT {fields} FROM {table} WHERE import_id = $i
    INTERSECT ALL
    SELECT {fields} FROM {table} WHERE import_id IN (SELECT unnest($live::INTEGER[])))
