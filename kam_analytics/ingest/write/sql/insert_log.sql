INSERT INTO import_log ({columns}, imported_at) VALUES ({values}, (now() AT TIME ZONE 'UTC')::TIMESTAMP)
