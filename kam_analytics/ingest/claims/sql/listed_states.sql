SELECT state, count(*), sum({money}) FROM typed JOIN row_states USING (n) WHERE state <> ''
GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {most}
