SELECT n, {day} AS day FROM typed WHERE aside IS NULL
