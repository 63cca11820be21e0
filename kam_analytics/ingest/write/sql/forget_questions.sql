-- What was asked and answered about a statement says more of a person than its figures.
DELETE FROM pay_question WHERE person_id = $code
