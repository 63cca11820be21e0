SELECT count(*), count(*) FILTER ({day} IS NULL AND {money} <> 0) FROM typed WHERE aside IS NULL
