-- One row per month published by finance, beside what was imported for it.
SELECT books.month, books.revenue::DOUBLE AS published, coalesce(sum(month.amount), 0)::DOUBLE AS imported
FROM books
LEFT JOIN month ON month.month = date_trunc('month', books.month)
GROUP BY books.month, books.revenue
ORDER BY books.month
