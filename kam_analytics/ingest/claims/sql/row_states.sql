CREATE OR REPLACE TABLE row_states AS SELECT n, trim(c{column}) AS state FROM source WHERE trim(c{column}) <> ''
