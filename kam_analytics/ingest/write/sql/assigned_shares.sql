SELECT account, kam, from_on, coalesce(to_on, DATE '9999-12-31'), share FROM typed
WHERE aside IS NULL AND share IS NOT NULL AND lower(coalesce(role, '')) <> 'overlay' AND from_on IS NOT NULL
ORDER BY account, from_on, kam
