-- One row: every figure of the account sheet, from the rows of its queries and from `accounts` (portfolio/accounts.sql).
-- Held to the formulas in Python by tests/pages/test_computed.py.
WITH held AS (
    SELECT account_id, revenue
    FROM accounts
    WHERE lines > 0 AND revenue > smallest_net() AND account_id NOT IN (SELECT account_id FROM intercompany)
)
SELECT
    coalesce((SELECT sum(amount) FROM documents WHERE document_class = 'invoice'), 0) AS invoiced,
    coalesce((SELECT sum(amount) FROM documents WHERE document_class IN ('credit_note', 'return')), 0) AS credited,
    coalesce((SELECT sum(amount) FROM documents WHERE document_class = 'rebate'), 0) AS rebated,
    coalesce((SELECT sum(amount) FROM documents), 0) AS net,
    (SELECT CASE WHEN sum(margin_amount) > 0 THEN sum(margin) / sum(margin_amount) END FROM families) AS account_margin_rate,
    (SELECT sum(revenue) FILTER (WHERE account_id = $account) / sum(revenue) FROM held) AS account_share,
    coalesce((SELECT sum(open_amount) FROM orders), 0) AS order_book
