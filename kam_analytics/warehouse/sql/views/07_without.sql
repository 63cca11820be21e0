-- The lines as if some accounts had been invoiced a share of what they were: for « what if we lost them ».
CREATE SCHEMA without;
CREATE VIEW without.line AS
SELECT * REPLACE (
    (CASE WHEN list_contains(getvariable('lost_accounts'), source_account)
        THEN amount * getvariable('kept_share') ELSE amount END)::DECIMAL(18,4) AS amount,
    (CASE WHEN list_contains(getvariable('lost_accounts'), source_account)
        THEN margin * getvariable('kept_share') ELSE margin END)::DECIMAL(18,4) AS margin
)
FROM scoped.line;
