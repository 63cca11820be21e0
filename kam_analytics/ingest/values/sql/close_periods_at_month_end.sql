UPDATE typed SET period_end = last_day(period_start) WHERE period_start IS NOT NULL
