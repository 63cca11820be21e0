INSERT INTO pay_override
SELECT coalesce(max(override_id), 0) + 1, $plan, $start, $person, $component, $field, $value, $reason,
    (now() AT TIME ZONE 'UTC')::TIMESTAMP, $who, NULL, NULL
FROM pay_override
