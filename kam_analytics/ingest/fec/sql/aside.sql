CASE WHEN line.aside IS NOT NULL THEN line.aside
    WHEN coalesce(line.account, '') NOT LIKE '70%' THEN 'not revenue'
    WHEN revenue.n IS NULL THEN 'opening'
    WHEN revenue.closing THEN 'closing'
    WHEN revenue.day IS NULL OR NOT revenue.readable THEN 'quarantine' END
