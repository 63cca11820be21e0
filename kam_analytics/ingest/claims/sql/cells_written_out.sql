CREATE TABLE scaled AS SELECT source.* REPLACE (coalesce(units_in_cells.value, c{column}) AS c{column})
FROM source LEFT JOIN units_in_cells ON units_in_cells.text = c{column}
