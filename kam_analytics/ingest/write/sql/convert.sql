UPDATE typed SET {converted} FROM (
    SELECT foreign_row.n, rates.rate FROM (
        SELECT n, {currency} AS code, {day} AS date FROM typed WHERE aside IS NULL AND currency IS NOT NULL
    ) AS foreign_row
    ASOF JOIN rates ON rates.code = foreign_row.code AND rates.date <= foreign_row.date
) AS rated
WHERE rated.n = typed.n
