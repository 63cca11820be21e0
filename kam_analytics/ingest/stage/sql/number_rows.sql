CREATE VIEW source AS SELECT (rowid + 1)::INTEGER AS n, * FROM cells
