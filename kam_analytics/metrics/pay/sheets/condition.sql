-- One row per condition of a modifier of the pay plans this viewer may see.
SELECT * FROM condition
