CREATE TABLE commas AS SELECT source.* REPLACE ({comma})
FROM source LEFT JOIN stored ON stored.row = source.n
