SELECT DISTINCT {date_key} AS t FROM source
WHERE n > {after} AND {cell} IS NOT NULL LIMIT {most}
