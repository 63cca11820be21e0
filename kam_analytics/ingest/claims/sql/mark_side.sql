UPDATE typed SET document_class = CASE WHEN document_class IN ('return', 'rebate') THEN document_class
    ELSE 'credit_note' END
FROM source WHERE typed.n = source.n AND aside IS NULL AND c{column} IN ({listed})
