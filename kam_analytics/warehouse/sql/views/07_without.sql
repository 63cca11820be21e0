-- The lines as if some accounts had been invoiced a share of what they were: for « what if we lost them ».
CREATE SCHEMA without;
CREATE MACRO without.kept(account, amount) AS (
    CASE WHEN list_contains(getvariable('lost_accounts'), account) THEN amount * getvariable('kept_share') ELSE amount END
)::DECIMAL(18,4);
CREATE SECURE VIEW without.line AS
SELECT * REPLACE (without.kept(source_account, amount) AS amount, without.kept(source_account, margin) AS margin)
FROM scoped.line;
CREATE SECURE VIEW without.dated_line AS
SELECT * REPLACE (without.kept(source_account, amount) AS amount, without.kept(source_account, margin) AS margin)
FROM scoped.dated_line;
