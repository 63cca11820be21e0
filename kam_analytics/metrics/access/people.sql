-- One row per person that signs in: who they are and whom they report to.
SELECT person_id, name, login, manager, start_on, end_on FROM person ORDER BY person_id
