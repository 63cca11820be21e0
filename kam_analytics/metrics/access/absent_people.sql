-- One row per person whom the last file of people does not name, though an earlier one does.
SELECT person_id, name, login, import_id, end_on, decided_end_on, last_import, last_file, last_at
FROM absent_person
ORDER BY person_id
