UPDATE typed SET aside = NULL WHERE aside = 'blank' AND list_contains($rows, n)
