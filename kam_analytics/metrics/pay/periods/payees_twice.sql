-- One row per row of a plan that is not counted: the same person stands on it by another name on the same days.
SELECT coalesce(plan.name_fr, plan.id) AS plan_fr, coalesce(plan.name_en, plan.name_fr, plan.id) AS plan_en, twice.payee
FROM payee_twice AS twice
JOIN plan_version AS plan ON plan.id = twice.plan AND plan.import_id = twice.import_id
ORDER BY ALL
