-- One row per line of the sheet « plan_assignment » of the pay plans this viewer may see.
SELECT * FROM plan_assignment
