-- More of a plan: what is taken back or carried, which lines a component counts, grids, modifiers, phasing, absences.
ALTER TABLE plan ADD COLUMN carry_forward BOOLEAN;
ALTER TABLE component ADD COLUMN families VARCHAR;  -- product families separated by ;
ALTER TABLE component ADD COLUMN key_only BOOLEAN;
CREATE TABLE surface (
    import_id INTEGER NOT NULL,
    plan VARCHAR NOT NULL, component VARCHAR NOT NULL, other VARCHAR NOT NULL,
    from_value DECIMAL(12, 6) NOT NULL, to_value DECIMAL(12, 6),
    other_from DECIMAL(12, 6) NOT NULL, other_to DECIMAL(12, 6), payout DECIMAL(12, 6) NOT NULL
);
CREATE TABLE modifier (
    import_id INTEGER NOT NULL,
    plan VARCHAR NOT NULL, key VARCHAR NOT NULL, effect VARCHAR NOT NULL, value DECIMAL(12, 6), components VARCHAR
);
CREATE TABLE condition (
    import_id INTEGER NOT NULL,
    plan VARCHAR NOT NULL, modifier VARCHAR NOT NULL, measure VARCHAR NOT NULL, comparison VARCHAR NOT NULL,
    value DECIMAL(18, 6) NOT NULL
);
CREATE TABLE phasing (
    import_id INTEGER NOT NULL,
    plan VARCHAR NOT NULL, component VARCHAR NOT NULL, month INTEGER NOT NULL, share DECIMAL(12, 6) NOT NULL
);
CREATE TABLE absence (
    import_id INTEGER NOT NULL,
    payee VARCHAR NOT NULL, plan VARCHAR NOT NULL, from_on DATE NOT NULL, to_on DATE NOT NULL
);
-- A period that was closed, on one version of its plan; later paid. It never opens again.
CREATE TABLE pay_period (
    plan VARCHAR NOT NULL, period_start DATE NOT NULL, period_end DATE NOT NULL,
    plan_import INTEGER NOT NULL, version INTEGER NOT NULL,
    closed_at TIMESTAMP NOT NULL, closed_by VARCHAR NOT NULL,
    paid_at TIMESTAMP, paid_by VARCHAR,
    PRIMARY KEY (plan, period_start)
);
-- What one person earned in a closed period: inputs and result as canonical JSON, and the hash of its bytes.
CREATE TABLE pay_statement (
    plan VARCHAR NOT NULL, period_start DATE NOT NULL, person_id VARCHAR NOT NULL,
    document VARCHAR NOT NULL, sha256 VARCHAR NOT NULL,
    PRIMARY KEY (plan, period_start, person_id)
);
-- The invoice lines behind a closed statement, as they counted on that day.
CREATE TABLE pay_credit (
    plan VARCHAR NOT NULL, period_start DATE NOT NULL, person_id VARCHAR NOT NULL, component VARCHAR NOT NULL,
    import_id INTEGER NOT NULL, row_no INTEGER NOT NULL, value DECIMAL(18, 4) NOT NULL
);
-- What somebody put in place of a computed figure of an open period; never deleted, only taken back.
CREATE TABLE pay_override (
    override_id INTEGER PRIMARY KEY,
    plan VARCHAR NOT NULL, period_start DATE NOT NULL, person_id VARCHAR NOT NULL, component VARCHAR NOT NULL,
    field VARCHAR NOT NULL,  -- target, result, payout
    value DECIMAL(18, 4) NOT NULL,
    reason VARCHAR NOT NULL, said_at TIMESTAMP NOT NULL, said_by VARCHAR NOT NULL,
    undone_at TIMESTAMP, undone_by VARCHAR
);
-- A question of a person on a line of their statement (or on the whole of it), and its answer.
CREATE TABLE pay_question (
    question_id INTEGER PRIMARY KEY,
    plan VARCHAR NOT NULL, period_start DATE NOT NULL, person_id VARCHAR NOT NULL, component VARCHAR,
    said VARCHAR NOT NULL, asked_at TIMESTAMP NOT NULL, asked_by VARCHAR NOT NULL,
    answer VARCHAR, answered_at TIMESTAMP, answered_by VARCHAR
);
