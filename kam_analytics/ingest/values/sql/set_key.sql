UPDATE typed SET key = {key}
