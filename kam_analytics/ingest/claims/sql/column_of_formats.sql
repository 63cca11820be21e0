CREATE TABLE marked AS SELECT source.*, formats.code AS c{column} FROM source LEFT JOIN formats ON formats.row = source.n
