-- One row per line that a closed statement rests on.
SELECT plan, period_start, person_id, component, import_id, row_no, value::DOUBLE AS value FROM pay_credit ORDER BY ALL
