SELECT count(*) FROM typed JOIN source USING (n)
WHERE aside IS NULL AND {field} IS NULL AND NOT {missing}
