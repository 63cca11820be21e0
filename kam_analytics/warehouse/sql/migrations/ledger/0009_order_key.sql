-- An order is known again by its account, its day and its amount: what changes until it is delivered is not in its key.
UPDATE orders
SET key = (md5_number(concat(account, chr(31), ordered_on::VARCHAR, chr(31), amount::VARCHAR)) >> 64)::UBIGINT;
UPDATE orders
SET occurrence = again.occurrence
FROM (
    SELECT import_id, row_no, row_number() OVER (PARTITION BY import_id, key ORDER BY row_no) AS occurrence FROM orders
) AS again
WHERE orders.import_id = again.import_id AND orders.row_no = again.row_no;
