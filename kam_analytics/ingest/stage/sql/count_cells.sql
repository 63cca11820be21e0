SELECT count(*) FROM cells
