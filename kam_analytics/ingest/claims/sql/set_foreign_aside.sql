UPDATE typed SET aside = 'foreign' WHERE aside IS NULL AND {foreign}
