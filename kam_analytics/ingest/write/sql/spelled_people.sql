SELECT DISTINCT person_id, name, login FROM version.people WHERE person_id IS NOT NULL
