SELECT coalesce(plan.frequency, 'year'), component.key
FROM plan JOIN component ON component.plan = plan.id AND component.import_id = plan.import_id
WHERE plan.id = ? AND plan.import_id = ?
