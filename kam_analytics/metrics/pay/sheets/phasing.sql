-- One row per month of a component whose yearly target is spread unevenly, of the pay plans this viewer may see.
SELECT * FROM phasing
