SELECT trim(c{column}) AS state, count(*), sum({money}) FROM typed JOIN source USING (n) WHERE state <> ''
GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {most}
