INSERT INTO person_end (person_id, import_id, end_on, decided_by, decided_at)
VALUES ($person, $import, $end, $who, now()::TIMESTAMP)
