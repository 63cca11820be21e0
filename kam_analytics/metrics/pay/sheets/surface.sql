-- One row per cell of the grids of the pay plans this viewer may see.
SELECT * FROM surface
