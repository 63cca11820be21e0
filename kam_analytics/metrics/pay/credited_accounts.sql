-- One row per person: the account that brought most of what they are credited with in the period.
SELECT
    person_id,
    account_id,
    coalesce(account.account_name, account_id) AS account_name,
    sum(amount)::DOUBLE AS revenue,
    sum(margin)::DOUBLE AS margin
FROM credited_line($start, $as_of)
LEFT JOIN account USING (account_id)
WHERE person_id IS NOT NULL AND account_id IS NOT NULL
GROUP BY person_id, account_id, account_name
QUALIFY row_number() OVER (PARTITION BY person_id ORDER BY revenue DESC, account_id) = 1
ORDER BY person_id
