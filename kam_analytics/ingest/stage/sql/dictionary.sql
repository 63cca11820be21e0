CREATE OR REPLACE TABLE {table} AS
SELECT unnest($texts::VARCHAR[]) AS text, unnest($values::{kind}[]) AS {value}
