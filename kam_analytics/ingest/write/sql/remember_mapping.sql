INSERT INTO remembered_mapping VALUES ($f, $kind, $mapping, (now() AT TIME ZONE 'UTC')::TIMESTAMP, $who)
