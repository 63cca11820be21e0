UPDATE typed SET document_class = classes.value,
    aside = CASE WHEN classes.value = 'not_revenue' THEN 'not revenue' END
FROM source JOIN classes ON classes.text = c{column}
WHERE typed.n = source.n AND typed.aside IS NULL
