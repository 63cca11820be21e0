SELECT count(*) FROM stored
