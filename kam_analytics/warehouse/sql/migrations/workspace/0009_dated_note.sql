-- What happened on a day, or from a day to a day, as people typed it: drawn on charts over time.
CREATE TABLE dated_note (
    note_id INTEGER PRIMARY KEY,
    subject VARCHAR NOT NULL,  -- account, family, kam, company
    code VARCHAR NOT NULL,  -- of the account, the family or the person; blank for the company
    from_on DATE NOT NULL,
    to_on DATE NOT NULL,
    wording VARCHAR NOT NULL,
    noted_at TIMESTAMP NOT NULL,
    noted_by VARCHAR NOT NULL,
    withdrawn_at TIMESTAMP,
    withdrawn_by VARCHAR
);
