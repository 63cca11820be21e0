-- One row: what a dated note is on; none where the viewer does not see it, or where it was withdrawn.
SELECT subject, code FROM dated_note WHERE note_id = $note
