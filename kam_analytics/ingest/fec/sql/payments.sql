CREATE OR REPLACE TABLE fec_paid AS
WITH banked AS (
    SELECT DISTINCT journal, number, day FROM fec_line
    WHERE aside IS NULL AND regexp_matches(account, '^5[13]')
),
lettered AS (
    SELECT line.n, coalesce(line.client, line.account) AS who, line.letter, line.letter_day, line.paid_day,
           line.amount, line.day, banked.journal IS NOT NULL AS bank
    FROM fec_line AS line
    LEFT JOIN banked ON banked.journal = line.journal AND banked.day = line.day
        AND banked.number IS NOT DISTINCT FROM line.number
    WHERE line.aside IS NULL AND line.account LIKE '411%'
),
settled AS (
    SELECT who, letter, letter_day, max(day) AS day FROM lettered
    WHERE bank AND amount > 0 AND letter IS NOT NULL GROUP BY who, letter, letter_day
)
SELECT lettered.n, CASE WHEN lettered.letter IS NULL THEN paid_day
    ELSE coalesce(settled.day, lettered.letter_day, paid_day) END AS paid_on
FROM lettered
LEFT JOIN settled ON settled.who = lettered.who AND settled.letter = lettered.letter
    AND settled.letter_day IS NOT DISTINCT FROM lettered.letter_day
WHERE lettered.amount < 0 AND NOT lettered.bank
