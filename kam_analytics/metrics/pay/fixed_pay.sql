-- One row per person whose fixed pay is imported and may be seen by this viewer: gross, EUR a year.
SELECT person_id, fixed_pay::DOUBLE AS fixed_pay FROM people_pay WHERE fixed_pay > 0 ORDER BY person_id
