CREATE TABLE marked AS SELECT source.*, marks.code AS c{column} FROM source
LEFT JOIN marks ON marks.text = trim(regexp_replace({cell}, '{mark}', '', 'g'))
