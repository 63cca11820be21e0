INSERT INTO source SELECT * FROM arrived
