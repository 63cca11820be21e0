-- One row per order of the account that is not wholly delivered, the first promised first. An order whose file does not
-- tell what remains of it is open until its promised day.
SELECT ordered_on, promised_on, amount::DOUBLE AS amount, pending::DOUBLE AS open_amount
FROM customer_order
WHERE account_id = $account AND pending > 0 AND (customer_order.open_amount IS NOT NULL OR promised_on > $end::DATE)
ORDER BY promised_on, ordered_on
