SELECT n, ({incomplete}), coalesce({money}, 0) FROM typed JOIN source USING (n) WHERE aside IS NULL ORDER BY n
