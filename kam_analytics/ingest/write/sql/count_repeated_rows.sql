SELECT count(*) FROM again
