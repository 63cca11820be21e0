-- One row per opportunity that has an amount and a close date, with who looks after its account today; not those with
-- companies of one's own group, which nobody would be credited with.
SELECT
    account.kam AS person_id,
    opportunity.amount::DOUBLE AS amount,
    coalesce(opportunity.status, 'open') AS status,
    opportunity.stage,
    opportunity.created_on,
    opportunity.close_date
FROM opportunity
JOIN account USING (account_id)
ANTI JOIN own_company USING (account_id)
WHERE account.kam IS NOT NULL AND opportunity.amount > 0 AND opportunity.close_date IS NOT NULL
ORDER BY person_id, close_date, amount
