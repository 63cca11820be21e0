UPDATE typed SET currency = NULL
