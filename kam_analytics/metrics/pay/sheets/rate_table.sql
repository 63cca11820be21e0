-- One row per line of the sheet « rate_table » of the pay plans this viewer may see.
SELECT * FROM rate_table
