-- One row per modifier of the pay plans this viewer may see.
SELECT * FROM modifier
