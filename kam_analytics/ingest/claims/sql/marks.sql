SELECT DISTINCT trim(regexp_replace({cell}, '{mark}', '', 'g')) FROM source
WHERE n > {after} AND {cell} IS NOT NULL LIMIT {most}
