-- One row per account (or group) with orders placed up to the as-of day and promised after it: what remains of them.
SELECT unit_id AS account_id, sum(customer_order.pending)::DOUBLE AS pending, min(promised_on) AS promised_on
FROM customer_order
JOIN unit($level, $perimeter, $as_of) AS account ON account.account_id = customer_order.account_id
WHERE ordered_on <= $as_of::DATE AND ordered_on > $as_of::DATE - 365 AND promised_on > $as_of::DATE AND customer_order.pending > 0
GROUP BY unit_id
ORDER BY unit_id
