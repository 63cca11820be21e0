CREATE OR REPLACE VIEW row_states AS SELECT n, trim(c{column}) AS state FROM source
