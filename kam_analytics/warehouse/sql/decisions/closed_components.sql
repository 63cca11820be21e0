-- The frequency and the components of every version on which a period of the plan was closed.
SELECT coalesce(plan.frequency, 'year'), component.key
FROM pay_period AS done
JOIN plan ON plan.id = done.plan AND plan.import_id = done.plan_import
JOIN component ON component.plan = done.plan AND component.import_id = done.plan_import
WHERE done.plan = ?
GROUP BY ALL ORDER BY ALL
