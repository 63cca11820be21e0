-- The days on which lines that count fall due and were paid, where later exports told them otherwise. Derived from the
-- lines, as known_line is; a line of which no later export told anything new has no row.
CREATE TABLE told_later (import_id INTEGER NOT NULL, row_no INTEGER NOT NULL, due_on DATE, paid_on DATE);
-- Of lines, told by the name of their table, one row for each that counts and that later live imports told otherwise:
-- of each day what the latest import says that says something. A blank takes nothing back.
CREATE MACRO told_of(lines) AS TABLE
SELECT import_id, row_no, due_now AS due_on, paid_now AS paid_on
FROM (
    SELECT
        min(import_id) AS import_id,
        arg_min(row_no, import_id) AS row_no,
        arg_min_null(due_on, import_id) AS due_on,
        arg_min_null(paid_on, import_id) AS paid_on,
        arg_max(due_on, import_id) AS due_now,
        arg_max(paid_on, import_id) AS paid_now
    FROM query_table(lines) AS line
    SEMI JOIN (SELECT import_id FROM import_log WHERE state = 'live') AS live USING (import_id)
    ANTI JOIN replaced_line USING (import_id, row_no)
    GROUP BY line.key, line.occurrence
    HAVING count(*) > 1
)
WHERE due_now IS DISTINCT FROM due_on OR paid_now IS DISTINCT FROM paid_on;
INSERT INTO told_later
WITH told_again AS (
    SELECT line.*
    FROM line
    SEMI JOIN (
        SELECT key FROM line JOIN known_line USING (import_id, row_no) WHERE due_on IS NOT NULL OR paid_on IS NOT NULL
    ) AS known USING (key)
)
FROM told_of('told_again');
