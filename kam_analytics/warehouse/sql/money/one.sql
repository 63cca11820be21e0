-- Every line is in the reporting currency, or names none: nothing to convert.
CREATE VIEW money.month AS SELECT * FROM ledger.revenue_month;
CREATE VIEW money.day AS SELECT * FROM ledger.revenue_day;
CREATE VIEW money.line AS SELECT * FROM ledger.live_line;
CREATE TABLE money.waiting (source_account VARCHAR, kam VARCHAR, code VARCHAR, date DATE, amount DECIMAL(18,4));
CREATE TABLE money.rate (code VARCHAR, date DATE, rate DOUBLE);
