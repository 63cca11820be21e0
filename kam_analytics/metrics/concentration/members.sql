-- One row per account, with the group that it counts for on the day of the perimeter and the group's name.
SELECT unit.account_id, unit.account_name, unit_id AS group_id, unit_name AS group_name, person.name AS kam
FROM unit('group', $perimeter, $end) AS unit
LEFT JOIN person ON person.person_id = unit.kam
ORDER BY unit.account_id
