UPDATE typed SET document_class = 'credit_note' FROM source
WHERE typed.n = source.n AND aside IS NULL AND document_class IS NULL AND ({condition})
