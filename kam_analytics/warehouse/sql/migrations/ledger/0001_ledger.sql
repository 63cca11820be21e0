-- The ledger: every imported row, append-only, and the months derived from it.
CREATE TABLE import_log (
    import_id INTEGER PRIMARY KEY,
    file VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    state VARCHAR NOT NULL,  -- live or withdrawn
    imported_at TIMESTAMP NOT NULL,
    imported_by VARCHAR NOT NULL,
    fingerprint VARCHAR,
    mapping JSON,
    overlap VARCHAR NOT NULL DEFAULT 'skip',  -- skip what is known, or add everything
    rows_read INTEGER NOT NULL,
    rows_loaded INTEGER NOT NULL,
    rows_known INTEGER NOT NULL,
    rows_skipped JSON NOT NULL,
    rows_quarantined INTEGER NOT NULL,
    amount_total DECIMAL(38, 4),
    first_on DATE,
    last_on DATE,
    withdrawn_at TIMESTAMP,
    withdrawn_by VARCHAR
);
-- One cell that kept a row out, with the mapped cells of that row (as the file wrote them).
CREATE TABLE quarantine (
    import_id INTEGER NOT NULL,
    row_no INTEGER NOT NULL,
    column_name VARCHAR NOT NULL,
    value VARCHAR,
    rule VARCHAR NOT NULL,
    reason_fr VARCHAR NOT NULL,
    reason_en VARCHAR NOT NULL,
    raw JSON
);
-- One row of an imported file: invoices and credit notes.
CREATE TABLE line (
    import_id INTEGER NOT NULL, row_no INTEGER NOT NULL, key UBIGINT NOT NULL, occurrence INTEGER NOT NULL,
    source_account VARCHAR,
    account_name VARCHAR,
    date DATE,
    amount DECIMAL(18,4),
    invoice_no VARCHAR,
    line_no VARCHAR,
    document_class VARCHAR,
    product VARCHAR,
    product_family VARCHAR,
    quantity DOUBLE,
    unit_price DOUBLE,
    margin DECIMAL(18,4),
    currency VARCHAR,
    kam VARCHAR,
    due_on DATE,
    paid_on DATE,
    raw VARCHAR
);
-- One row of an imported file: accounts.
CREATE TABLE accounts (
    import_id INTEGER NOT NULL, row_no INTEGER NOT NULL, key UBIGINT NOT NULL, occurrence INTEGER NOT NULL,
    source_account VARCHAR,
    account_id VARCHAR,
    account_name VARCHAR,
    parent_id VARCHAR,
    parent_name VARCHAR,
    siren VARCHAR,
    segment VARCHAR,
    sector VARCHAR,
    region VARCHAR,
    country VARCHAR,
    kam VARCHAR,
    potential DECIMAL(18,4),
    created_on DATE,
    raw VARCHAR
);
-- One row of an imported file: account assignments.
CREATE TABLE assignments (
    import_id INTEGER NOT NULL, row_no INTEGER NOT NULL, key UBIGINT NOT NULL, occurrence INTEGER NOT NULL,
    account VARCHAR,
    kam VARCHAR,
    from_on DATE,
    to_on DATE,
    share DOUBLE,
    role VARCHAR,
    raw VARCHAR
);
-- One row of an imported file: groups.
CREATE TABLE group_membership (
    import_id INTEGER NOT NULL, row_no INTEGER NOT NULL, key UBIGINT NOT NULL, occurrence INTEGER NOT NULL,
    account VARCHAR,
    parent VARCHAR,
    from_on DATE,
    to_on DATE,
    raw VARCHAR
);
-- One row of an imported file: sales team.
CREATE TABLE people (
    import_id INTEGER NOT NULL, row_no INTEGER NOT NULL, key UBIGINT NOT NULL, occurrence INTEGER NOT NULL,
    person_id VARCHAR,
    name VARCHAR,
    login VARCHAR,
    manager VARCHAR,
    start_on DATE,
    end_on DATE,
    working_time DOUBLE,
    raw VARCHAR
);
-- One row of an imported file: targets.
CREATE TABLE targets (
    import_id INTEGER NOT NULL, row_no INTEGER NOT NULL, key UBIGINT NOT NULL, occurrence INTEGER NOT NULL,
    scope VARCHAR,
    who VARCHAR,
    measure VARCHAR,
    period_start DATE,
    period_end DATE,
    value DECIMAL(18,4),
    set_on DATE,
    sent_on DATE,
    acknowledged_on DATE,
    language VARCHAR,
    raw VARCHAR
);
-- One row of an imported file: revenue published by finance.
CREATE TABLE books (
    import_id INTEGER NOT NULL, row_no INTEGER NOT NULL, key UBIGINT NOT NULL, occurrence INTEGER NOT NULL,
    month DATE,
    revenue DECIMAL(18,4),
    raw VARCHAR
);
-- One row of an imported file: orders.
CREATE TABLE orders (
    import_id INTEGER NOT NULL, row_no INTEGER NOT NULL, key UBIGINT NOT NULL, occurrence INTEGER NOT NULL,
    account VARCHAR,
    ordered_on DATE,
    amount DECIMAL(18,4),
    promised_on DATE,
    open_amount DECIMAL(18,4),
    raw VARCHAR
);
-- One row of an imported file: opportunities.
CREATE TABLE opportunities (
    import_id INTEGER NOT NULL, row_no INTEGER NOT NULL, key UBIGINT NOT NULL, occurrence INTEGER NOT NULL,
    account VARCHAR,
    amount DECIMAL(18,4),
    close_date DATE,
    opportunity_id VARCHAR,
    name VARCHAR,
    stage VARCHAR,
    status VARCHAR,
    probability DOUBLE,
    created_on DATE,
    type VARCHAR,
    owner VARCHAR,
    raw VARCHAR
);
-- One row of an imported file: contracts.
CREATE TABLE contracts (
    import_id INTEGER NOT NULL, row_no INTEGER NOT NULL, key UBIGINT NOT NULL, occurrence INTEGER NOT NULL,
    account VARCHAR,
    end_date DATE,
    contract_id VARCHAR,
    start_date DATE,
    notice_days INTEGER,
    auto_renewal BOOLEAN,
    annual_value DECIMAL(18,4),
    raw VARCHAR
);
-- One row of an imported file: interactions.
CREATE TABLE interactions (
    import_id INTEGER NOT NULL, row_no INTEGER NOT NULL, key UBIGINT NOT NULL, occurrence INTEGER NOT NULL,
    account VARCHAR,
    date DATE,
    type VARCHAR,
    contact VARCHAR,
    level VARCHAR,
    kam VARCHAR,
    raw VARCHAR
);
-- One row of an imported file: contacts.
CREATE TABLE contacts (
    import_id INTEGER NOT NULL, row_no INTEGER NOT NULL, key UBIGINT NOT NULL, occurrence INTEGER NOT NULL,
    account VARCHAR,
    name VARCHAR,
    level VARCHAR,
    role VARCHAR,
    influence DOUBLE,
    sponsor BOOLEAN,
    raw VARCHAR
);
-- One row of an imported file: incidents.
CREATE TABLE incidents (
    import_id INTEGER NOT NULL, row_no INTEGER NOT NULL, key UBIGINT NOT NULL, occurrence INTEGER NOT NULL,
    account VARCHAR,
    opened_on DATE,
    closed_on DATE,
    severity VARCHAR,
    raw VARCHAR
);
-- One row of an imported file: satisfaction.
CREATE TABLE satisfaction (
    import_id INTEGER NOT NULL, row_no INTEGER NOT NULL, key UBIGINT NOT NULL, occurrence INTEGER NOT NULL,
    account VARCHAR,
    date DATE,
    score DOUBLE,
    raw VARCHAR
);
-- One row of an imported file: exchange rates.
CREATE TABLE fx_rates (
    import_id INTEGER NOT NULL, row_no INTEGER NOT NULL, key UBIGINT NOT NULL, occurrence INTEGER NOT NULL,
    currency VARCHAR,
    date DATE,
    rate DOUBLE,
    raw VARCHAR
);
-- Rows of `line` that another live import already brought: kept, and not counted (they come back if it is withdrawn).
CREATE TABLE known_line (import_id INTEGER NOT NULL, row_no INTEGER NOT NULL);
-- Revenue by month, derived from the live lines; `source_account` is null for lines without a customer.
CREATE TABLE revenue_month (
    month DATE NOT NULL,
    source_account VARCHAR,
    product_family VARCHAR,
    kam VARCHAR,
    currency VARCHAR,
    document_class VARCHAR,
    amount DECIMAL(38, 4) NOT NULL,
    margin DECIMAL(38, 4),  -- null when no line of the month has one
    margin_amount DECIMAL(38, 4) NOT NULL,  -- the revenue of the lines that have a margin
    quantity DOUBLE,
    lines INTEGER NOT NULL
);
-- Every customer code met on a line, with the name it carried last.
CREATE TABLE account_seen (
    source_account VARCHAR NOT NULL,
    account_name VARCHAR,
    first_on DATE NOT NULL,
    last_on DATE NOT NULL
);
-- The lines that count: of live imports, each (key, occurrence) once, from the earliest import that brought it.
CREATE VIEW live_line AS
SELECT line.*
FROM line
SEMI JOIN (SELECT import_id FROM import_log WHERE state = 'live' AND kind IN ('revenue', 'fec')) AS live USING (import_id)
ANTI JOIN known_line USING (import_id, row_no);
