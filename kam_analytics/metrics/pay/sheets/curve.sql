-- One row per line of the sheet « curve » of the pay plans this viewer may see.
SELECT * FROM curve
