UPDATE typed SET aside = 'total' WHERE aside IS NULL AND list_contains($rows::BIGINT[], n % {spread})
