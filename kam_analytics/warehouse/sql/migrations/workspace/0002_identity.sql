-- Who is who, as people decided it. A decision is never deleted: it is undone, and says by whom and when.
CREATE TABLE identity_decision (
    decision_id INTEGER PRIMARY KEY,
    batch INTEGER NOT NULL,  -- decisions of one click; undone together
    kind VARCHAR NOT NULL,  -- account, family, group
    verdict VARCHAR NOT NULL,  -- same, different; for a group: member
    subject VARCHAR NOT NULL,  -- code or name of an account, name of a family
    object VARCHAR NOT NULL,  -- what it counts as, is told apart from, or belongs to
    from_on DATE,  -- of a membership; null: always
    to_on DATE,  -- null: still
    method VARCHAR NOT NULL,  -- why it was proposed: siren, name, order, code, similar, recoding, hand
    score DOUBLE,
    decided_at TIMESTAMP NOT NULL,
    decided_by VARCHAR NOT NULL,
    undone_at TIMESTAMP,
    undone_by VARCHAR
);
