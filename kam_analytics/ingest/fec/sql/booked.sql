-- The entry of each line: by number, and by day where a number is used again; else by day and piece.
CREATE OR REPLACE TABLE fec_booked AS
SELECT b.*, CASE
    WHEN d.journal IS NULL AND p.open
        THEN concat(b.journal, chr(31), b.number, chr(31), b.day::VARCHAR, chr(31), '', chr(31), 'rest')
    WHEN d.journal IS NULL THEN concat(b.journal, chr(31), b.number, chr(31), b.day::VARCHAR, chr(31), b.piece)
    WHEN d.again AND (d.all_open OR NOT d.some_open) THEN concat(b.journal, chr(31), b.number, chr(31), b.day::VARCHAR)
    ELSE concat(b.journal, chr(31), b.number) END AS entry
FROM fec_book AS b
LEFT JOIN fec_day AS d
    ON d.journal = b.journal AND d.number IS NOT DISTINCT FROM b.number AND d.day IS NOT DISTINCT FROM b.day
LEFT JOIN fec_piece AS p
    ON p.journal = b.journal AND p.number IS NOT DISTINCT FROM b.number AND p.day IS NOT DISTINCT FROM b.day
        AND p.piece IS NOT DISTINCT FROM b.piece
