-- One row: whether the data reach the end of a pay period, whether one of its plan before it is still open with
-- somebody on it, the version that pays it, and who is on it.
SELECT
    (SELECT least(max(last_day), current_date) FROM core.last_day) >= $end::DATE AS is_over,
    EXISTS (
        SELECT 1 FROM core.pay_period AS earlier
        JOIN scoped.pay_span AS span ON span.plan = earlier.plan AND span.period_start = earlier.period_start
        WHERE earlier.plan = $plan AND earlier.period_start < $start::DATE AND earlier.closed_at IS NULL
    ) AS is_behind,
    EXISTS (
        SELECT 1 FROM core.pay_period AS due
        WHERE due.plan = $plan AND due.period_start = $start::DATE AND due.period_end = $end::DATE
            AND due.import_id = $import AND due.version = $version AND due.closed_at IS NULL
    ) AS is_due,
    EXISTS (
        SELECT 1 FROM core.pay_period AS done
        WHERE done.plan = $plan AND done.period_start = $start::DATE AND done.closed_at IS NOT NULL
    ) AS is_closed,
    (
        SELECT list(DISTINCT person_id) FROM scoped.pay_span
        WHERE plan = $plan AND period_start = $start::DATE
    ) AS people
