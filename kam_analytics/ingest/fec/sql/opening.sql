CREATE OR REPLACE TABLE fec_opening AS SELECT unnest($codes::VARCHAR[]) AS journal
