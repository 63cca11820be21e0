SELECT n, {names} FROM typed WHERE aside IS NULL ORDER BY n LIMIT {most}
