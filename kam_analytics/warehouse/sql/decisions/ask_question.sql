INSERT INTO pay_question
SELECT coalesce(max(question_id), 0) + 1, $plan, $start, $person, $component, $said,
    (now() AT TIME ZONE 'UTC')::TIMESTAMP, $who, NULL, NULL, NULL
FROM pay_question
