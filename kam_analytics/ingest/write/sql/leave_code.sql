UPDATE people SET name = $code, login = NULL, raw = NULL WHERE person_id = $code
