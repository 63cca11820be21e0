-- Invoice days, derived from the live lines as the months are: what tells how often and how much an account orders.
CREATE TABLE revenue_day (
    date DATE NOT NULL,
    source_account VARCHAR NOT NULL,
    currency VARCHAR,
    amount DECIMAL(38, 4) NOT NULL,
    invoiced DECIMAL(38, 4) NOT NULL,  -- the positive lines alone; less `amount`, it is what was credited
    margin DECIMAL(38, 4)  -- null when no line of the day has one
);
-- One row per day, account and currency of the live lines that name a customer.
CREATE VIEW live_day AS
SELECT
    date,
    source_account,
    currency,
    sum(amount) AS amount,
    sum(greatest(amount, 0)) AS invoiced,
    sum(margin) AS margin
FROM live_line
WHERE source_account IS NOT NULL
GROUP BY date, source_account, currency;
INSERT INTO revenue_day FROM live_day ORDER BY date;
