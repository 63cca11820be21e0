CREATE OR REPLACE TABLE rates AS
SELECT unnest($codes::VARCHAR[]) AS code, unnest($days::DATE[]) AS date, unnest($rates::DOUBLE[]) AS rate
