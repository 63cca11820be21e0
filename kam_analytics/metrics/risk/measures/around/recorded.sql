-- One row, of the whole company: what the reading of one account needs of all of them, as known on the as-of day.
-- The span of all scores given, since a scale is not told; the last day on which something that was due in the windows
-- of payments.sql is known as paid; whether incidents are recorded at all.
SELECT
    (
        SELECT max(score) - min(score) FROM satisfaction_score WHERE date <= $as_of::DATE
    )::DOUBLE AS satisfaction_span,
    (
        SELECT max(paid_on)
        FROM dated_line
        WHERE paid_on <= $as_of::DATE
            AND amount > 0
            AND date <= $as_of::DATE
            AND date > months_before($as_of, 30)
            AND due_on <= $as_of::DATE
            AND due_on > months_before($as_of, 18)
    ) AS paid_until,
    EXISTS (SELECT 1 FROM incident WHERE opened_on <= $as_of::DATE) AS incidents
