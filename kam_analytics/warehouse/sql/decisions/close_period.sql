INSERT INTO pay_period VALUES ($plan, $start, $end, $import, $version,
    (now() AT TIME ZONE 'UTC')::TIMESTAMP, $who, NULL, NULL)
