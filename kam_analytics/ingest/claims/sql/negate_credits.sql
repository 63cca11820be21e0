UPDATE typed SET
    amount = -amount,
    margin = CASE WHEN margin > 0 THEN -margin ELSE margin END,
    cost = CASE WHEN cost > 0 THEN -cost ELSE cost END,
    quantity = CASE WHEN quantity > 0 THEN -quantity ELSE quantity END
WHERE aside IS NULL AND amount > 0 AND document_class IN ({listed})
