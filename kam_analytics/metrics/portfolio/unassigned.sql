-- One row: the lines of the period and of the base period that name no customer.
SELECT
    coalesce((SELECT sum(amount) FROM revenue($start, $end) WHERE account_id IS NULL), 0)::DOUBLE AS amount,
    coalesce((SELECT sum(lines) FROM revenue($start, $end) WHERE account_id IS NULL), 0)::BIGINT AS lines,
    coalesce((SELECT sum(amount) FROM revenue($base_start, $base_end) WHERE account_id IS NULL), 0)::DOUBLE AS base_amount
