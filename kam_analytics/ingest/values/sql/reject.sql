INSERT INTO rejected SELECT typed.n, $title, {text},
CASE WHEN {missing} THEN 'required' ELSE 'readable' END,
{raw} FROM typed JOIN source USING (n) WHERE typed.aside IS NULL AND {condition}
