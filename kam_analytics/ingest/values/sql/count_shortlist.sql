SELECT count(*) FROM shortlist
