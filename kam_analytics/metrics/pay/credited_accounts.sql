-- One row per person and account credited in the period, ranked by revenue within the person.
WITH credited AS (
    SELECT person_id, account_id, sum(amount)::DOUBLE AS revenue
    FROM credited_line($start, $as_of)
    WHERE person_id IS NOT NULL AND account_id IS NOT NULL
    GROUP BY person_id, account_id
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
