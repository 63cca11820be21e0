UPDATE typed SET rate = 1 / rate WHERE aside IS NULL AND rate > 0
