-- One row: how many KAMs have accounts today, and how many of them noted something for the review of a quarter.
SELECT
    count(*) AS people,
    count(*) FILTER (WHERE EXISTS (
        SELECT 1 FROM note
        WHERE note.review = $quarter AND lower(trim(note.said_by)) = lower(trim(person.login))
    )) AS prepared
FROM person
WHERE person_id IN (SELECT kam FROM account WHERE kam IS NOT NULL)
