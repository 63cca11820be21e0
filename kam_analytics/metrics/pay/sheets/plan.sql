-- One row per line of the sheet « plan » of the pay plans this viewer may see.
SELECT * FROM plan
