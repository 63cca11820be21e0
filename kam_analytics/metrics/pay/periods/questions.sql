-- One row per question on a statement, with its answer.
SELECT question_id, plan, period_start, person_id, component, said, asked_at, asked_by, answer, answered_at, answered_by
FROM pay_question ORDER BY question_id
