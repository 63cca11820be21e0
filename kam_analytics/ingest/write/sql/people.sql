SELECT person_id, name, login FROM people JOIN import_log USING (import_id) WHERE state = 'live'
QUALIFY import_id = max(import_id) OVER (PARTITION BY key)
