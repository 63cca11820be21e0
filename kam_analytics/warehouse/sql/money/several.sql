-- Amounts of several currencies in one. Rates change from day to day, so foreign lines are converted day by day and
-- their months and days summed again, once for each state; those of the reporting currency stay as they are.
CREATE TABLE money.rate AS
-- One row per currency and day from its first rate to the last invoiced month: joined by equality, not by range.
SELECT currency AS code, unnest(generate_series(from_on, until, INTERVAL 1 DAY))::DATE AS date, rate
FROM (
    SELECT currency, date AS from_on, rate, least(
        lead(date) OVER (PARTITION BY currency ORDER BY date) - INTERVAL 1 DAY,
        (SELECT last_day(max(month)) FROM ledger.revenue_month)
    )::DATE AS until
    FROM (
        SELECT money.iso(currency) AS currency, date, arg_max(rate, (import_id, row_no)) AS rate
        FROM ledger.fx_rates
        SEMI JOIN (SELECT import_id FROM ledger.import_log WHERE state = 'live') AS live USING (import_id)
        WHERE rate > 0
        GROUP BY ALL
    )
)
WHERE currency IN (SELECT code FROM money.foreign_text);
CREATE VIEW money.line AS
SELECT line.* FROM ledger.live_line AS line ANTI JOIN money.foreign_text USING (currency)
UNION ALL
SELECT line.* REPLACE (
    round(line.amount * rate.rate, 2)::DECIMAL(18,4) AS amount, -- to the cent, as the books have it
    round(line.margin * rate.rate, 2)::DECIMAL(18,4) AS margin,
    line.unit_price * rate.rate AS unit_price
)
FROM ledger.live_line AS line
JOIN money.foreign_text AS other USING (currency)
JOIN money.rate AS rate ON rate.code = other.code AND rate.date = line.date;

CREATE TABLE money.foreign_month AS
SELECT
    date_trunc('month', date)::DATE AS month,
    source_account,
    product_family,
    kam,
    currency,
    document_class,
    sum(amount)::DECIMAL(38,4) AS amount,
    sum(margin)::DECIMAL(38,4) AS margin,
    coalesce(sum(amount) FILTER (WHERE margin IS NOT NULL), 0)::DECIMAL(38,4) AS margin_amount,
    sum(quantity) AS quantity,
    count(*)::INTEGER AS lines
FROM money.line
SEMI JOIN money.foreign_text USING (currency)
GROUP BY ALL;
CREATE VIEW money.month AS
SELECT * FROM ledger.revenue_month ANTI JOIN money.foreign_text USING (currency)
UNION ALL BY NAME
SELECT * FROM money.foreign_month;

CREATE TABLE money.foreign_day AS
SELECT
    date,
    source_account,
    currency,
    sum(amount)::DECIMAL(38,4) AS amount,
    sum(greatest(amount, 0))::DECIMAL(38,4) AS invoiced,
    sum(margin)::DECIMAL(38,4) AS margin
FROM money.line
SEMI JOIN money.foreign_text USING (currency)
WHERE source_account IS NOT NULL
GROUP BY ALL;
CREATE VIEW money.day AS
SELECT * FROM ledger.revenue_day ANTI JOIN money.foreign_text USING (currency)
UNION ALL BY NAME
SELECT * FROM money.foreign_day;

CREATE TABLE money.waiting AS
SELECT line.source_account, line.kam, other.code, line.date, line.amount
FROM ledger.live_line AS line
JOIN money.foreign_text AS other USING (currency)
ANTI JOIN money.rate AS rate ON rate.code = other.code AND rate.date = line.date;
