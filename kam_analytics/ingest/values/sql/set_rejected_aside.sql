UPDATE typed SET aside = 'quarantine' FROM rejected WHERE typed.n = rejected.n
