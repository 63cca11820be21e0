-- One row per absence that a plan takes off, with the import that brought it.
SELECT person_id, plan, import_id, from_on, to_on FROM absence ORDER BY ALL
