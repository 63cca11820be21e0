SELECT max(strlen({cell}) - strpos({cell}, '{mark}')) FROM source
WHERE n > {after} AND contains({cell}, '{mark}')
