"""What a file says about its own amounts (unit, currency, status, sign, level of total) is applied or asked."""
