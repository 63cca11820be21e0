-- One row per line of the sheet « component » of the pay plans this viewer may see.
SELECT * FROM component
