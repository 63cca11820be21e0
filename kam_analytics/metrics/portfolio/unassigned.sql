-- One row: the lines of the period and of the base period that name no customer; none under a filter on accounts.
SELECT
    coalesce((SELECT sum(amount) FROM revenue($start, $end) WHERE account_id IS NULL AND ($family IS NULL OR product_family = $family)
        AND $segment IS NULL AND $region IS NULL AND $kam IS NULL), 0)::DOUBLE AS amount,
    coalesce((SELECT sum(lines) FROM revenue($start, $end) WHERE account_id IS NULL AND ($family IS NULL OR product_family = $family)
        AND $segment IS NULL AND $region IS NULL AND $kam IS NULL), 0)::BIGINT AS lines,
    coalesce((SELECT sum(amount) FROM revenue($base_start, $base_end) WHERE account_id IS NULL AND ($family IS NULL OR product_family = $family)
        AND $segment IS NULL AND $region IS NULL AND $kam IS NULL), 0)::DOUBLE AS base_amount
