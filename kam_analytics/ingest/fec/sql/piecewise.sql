CREATE OR REPLACE TABLE fec_piecewise AS SELECT unnest($journals::VARCHAR[]) AS journal
