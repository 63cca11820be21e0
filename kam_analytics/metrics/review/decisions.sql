-- One row per decision, action and remark of a review, with the revenue of its account or group over the twelve months
-- to the month in which it was made, and over those to the end of the period; both NULL where it is on no account.
WITH told AS (
    SELECT *, date_trunc('month', said_at)::DATE AS made_in, date_trunc('month', $end::DATE)::DATE AS ends_in
    FROM note
    WHERE review IS NOT NULL
),
member AS (
    SELECT note_id, account AS account_id, account.account_name AS unit_name
    FROM told
    LEFT JOIN account ON account.account_id = told.account
    WHERE level = 'entity'
    UNION ALL
    SELECT note_id, account.account_id, account.group_name
    FROM told
    JOIN account ON account.group_id = told.account
    WHERE level = 'group'
),
money AS (
    SELECT
        note_id,
        sum(amount) FILTER (WHERE month > made_in - INTERVAL 12 MONTH AND month <= made_in)::DOUBLE AS revenue_then,
        sum(amount) FILTER (WHERE month > ends_in - INTERVAL 12 MONTH AND month <= ends_in)::DOUBLE AS revenue_now
    FROM told
    JOIN member USING (note_id)
    JOIN month ON month.source_account = member.account_id
    GROUP BY note_id
)
SELECT
    note_id, review, level, account, (SELECT any_value(unit_name) FROM member WHERE member.note_id = told.note_id) AS account_name,
    kind, said, owner, due_on, outcome, said_at, said_by, closed_at, revenue_then, revenue_now
FROM told
LEFT JOIN money USING (note_id)
ORDER BY said_at, note_id
