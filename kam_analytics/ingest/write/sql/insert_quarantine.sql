WITH reasons AS (
    SELECT unnest($rules::VARCHAR[]) AS rule, unnest($fr::VARCHAR[]) AS fr, unnest($en::VARCHAR[]) AS en)
INSERT INTO quarantine SELECT {import_id}, row_no, column_name, value, rule, fr, en, raw
FROM incoming JOIN reasons USING (rule) ORDER BY row_no, column_name
