SELECT bool_and(day(date) = 1 OR date = last_day(date)) FROM typed WHERE aside IS NULL AND date IS NOT NULL
