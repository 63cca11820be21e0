UPDATE typed SET aside = states.value FROM source JOIN states ON states.text = c{column}
WHERE typed.n = source.n AND typed.aside IS NULL
