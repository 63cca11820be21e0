-- One row per person and account credited in the period, ranked by revenue within the person.
WITH credited AS (
    SELECT payee AS person_id, source_account AS account_id, sum(amount)::DOUBLE AS revenue
    FROM credited_of('line')
    WHERE date BETWEEN $start::DATE AND $as_of::DATE AND source_account IS NOT NULL
    GROUP BY ALL
)
SELECT
    person_id,
    account_id,
    coalesce(account.account_name, account_id) AS account_name,
    revenue,
    row_number() OVER (PARTITION BY person_id ORDER BY revenue DESC, account_id) AS rank
FROM credited
LEFT JOIN account USING (account_id)
ORDER BY person_id, rank
