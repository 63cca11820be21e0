UPDATE typed SET aside = 'example' WHERE n <= $upto AND aside IS NULL AND {condition}
