-- What people decided about an account at risk: the next action, or the known cause that silences the alert.
CREATE TABLE account_note (
    note_id INTEGER PRIMARY KEY,
    account VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,  -- action, cause
    said VARCHAR NOT NULL,
    owner VARCHAR,  -- who acts
    side VARCHAR,  -- commercial, technical
    due_on DATE,  -- of an action
    until DATE,  -- a cause silences up to this day
    outcome VARCHAR,
    said_at TIMESTAMP NOT NULL,
    said_by VARCHAR NOT NULL,
    closed_at TIMESTAMP,
    closed_by VARCHAR
);
