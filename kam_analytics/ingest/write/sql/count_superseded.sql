SELECT count(*) FROM superseded_line WHERE by_import = $i
