-- What the customer itself sells in a year: how much it depends on us is read against that.
ALTER TABLE accounts ADD COLUMN turnover DECIMAL(18,4);
