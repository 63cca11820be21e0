-- The workspace: what people decide here, and the list of key accounts.
CREATE TABLE setting (name VARCHAR PRIMARY KEY, value VARCHAR NOT NULL);
-- The answers given for a header, used again for the next export with the same one.
CREATE TABLE remembered_mapping (
    fingerprint VARCHAR PRIMARY KEY,
    kind VARCHAR NOT NULL,
    mapping JSON NOT NULL,
    answered_at TIMESTAMP NOT NULL,
    answered_by VARCHAR NOT NULL
);
-- One row of an imported file: key accounts.
CREATE TABLE key_accounts (
    import_id INTEGER NOT NULL, row_no INTEGER NOT NULL, key UBIGINT NOT NULL, occurrence INTEGER NOT NULL,
    account VARCHAR,
    from_on DATE,
    to_on DATE,
    reason VARCHAR,
    raw VARCHAR
);
