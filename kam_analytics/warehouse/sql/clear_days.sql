DELETE FROM revenue_day WHERE date BETWEEN $from_month AND last_day($to_month::DATE)
