SELECT count(*) FROM source
WHERE n > {after} AND ({blank}) AND {detail} AND {own} >= {least}
