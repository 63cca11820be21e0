-- One row per component of a closed statement: how many lines it rests on, their sum, and the digest of their list.
SELECT
    plan, period_start, person_id, component,
    count(*)::VARCHAR AS lines,
    sum(value)::DECIMAL(38, 4)::VARCHAR AS sum,
    sha256(string_agg(
        import_id || ':' || row_no || ':' || value::VARCHAR, chr(10) ORDER BY import_id, row_no, value
    )) AS sha256
FROM pay_credit
GROUP BY plan, period_start, person_id, component
ORDER BY ALL
