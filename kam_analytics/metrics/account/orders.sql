-- One row per order of the account that is not wholly delivered, the first promised first.
SELECT ordered_on, promised_on, amount::DOUBLE AS amount, open_amount::DOUBLE AS open_amount
FROM customer_order
WHERE account_id = $account AND open_amount > 0
ORDER BY promised_on, ordered_on
