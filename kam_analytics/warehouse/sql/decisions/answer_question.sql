UPDATE pay_question SET answer = $said, answered_at = (now() AT TIME ZONE 'UTC')::TIMESTAMP, answered_by = $who
WHERE question_id = $id AND answer IS NULL RETURNING question_id
