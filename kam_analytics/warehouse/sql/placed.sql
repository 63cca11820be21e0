-- One row: whether a person is on a plan in the period that begins on a day (or was when it was closed), and its version
-- has the component; NULL as the component: the whole statement.
SELECT EXISTS (
    SELECT 1 FROM (
        SELECT person_id, plan, period_start FROM scoped.pay_span
        UNION SELECT person_id, plan, period_start FROM scoped.pay_statement
    ) AS held
    WHERE held.plan = $plan AND held.period_start = $start::DATE AND held.person_id = $person
) AND ($component::VARCHAR IS NULL OR EXISTS (
    SELECT 1 FROM scoped.paid_component AS part
    JOIN scoped.pay_period AS period ON period.plan = part.plan AND period.import_id = part.import_id
    WHERE part.plan = $plan AND part.component = $component AND period.period_start = $start::DATE
)) AS is_there
