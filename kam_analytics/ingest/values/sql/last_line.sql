SELECT max(n) FROM typed ANTI JOIN suspects USING (n) WHERE aside IS NULL
