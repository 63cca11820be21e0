UPDATE typed SET amount = -amount, margin = -margin WHERE aside IS NULL
