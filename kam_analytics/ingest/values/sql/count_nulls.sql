SELECT {counts} FROM typed WHERE aside IS NULL
