SELECT count(*), max(n) FROM source
