-- Pay: apart from everything else, so that it can be withheld, protected and erased on its own.
-- One row of an imported file: sales team.
CREATE TABLE people_pay (
    import_id INTEGER NOT NULL, row_no INTEGER NOT NULL, key UBIGINT NOT NULL, occurrence INTEGER NOT NULL,
    person_id VARCHAR,
    target_variable DECIMAL(18,4),
    payroll_number VARCHAR,
    raw VARCHAR
);
-- One row of an imported file: judged objectives.
CREATE TABLE scores (
    import_id INTEGER NOT NULL, row_no INTEGER NOT NULL, key UBIGINT NOT NULL, occurrence INTEGER NOT NULL,
    who VARCHAR,
    component VARCHAR,
    period_start DATE,
    period_end DATE,
    value DOUBLE,
    raw VARCHAR
);
-- The sheets of a pay plan workbook, with the names of its columns (from → from_value, to → to_value).
CREATE TABLE plan (
    import_id INTEGER NOT NULL,
    id VARCHAR NOT NULL, name_fr VARCHAR, name_en VARCHAR, fiscal_year INTEGER,
    period_start DATE NOT NULL, period_end DATE NOT NULL, frequency VARCHAR, currency VARCHAR,
    rounding VARCHAR, status VARCHAR NOT NULL, version INTEGER NOT NULL, supersedes VARCHAR,
    approved_by VARCHAR, approved_at DATE, document_ref VARCHAR, proration VARCHAR, total_cap DECIMAL(12, 6)
);
CREATE TABLE component (
    import_id INTEGER NOT NULL,
    plan VARCHAR NOT NULL, key VARCHAR NOT NULL, label VARCHAR, weight DECIMAL(12, 6) NOT NULL,
    kind VARCHAR NOT NULL, measure VARCHAR NOT NULL, aggregation VARCHAR, accumulate_across_periods BOOLEAN,
    target_incentive DECIMAL(18, 4), cap DECIMAL(12, 6)
);
CREATE TABLE curve (
    import_id INTEGER NOT NULL,
    plan VARCHAR NOT NULL, component VARCHAR NOT NULL, point VARCHAR,
    attainment DECIMAL(12, 6) NOT NULL, payout DECIMAL(12, 6) NOT NULL, cliff BOOLEAN
);
CREATE TABLE rate_table (
    import_id INTEGER NOT NULL,
    plan VARCHAR NOT NULL, component VARCHAR NOT NULL, method VARCHAR NOT NULL, input VARCHAR, edge VARCHAR,
    from_value DECIMAL(18, 6), to_value DECIMAL(18, 6), rate DECIMAL(18, 6), payout DECIMAL(18, 6),
    gap_policy VARCHAR, below_first VARCHAR, above_last VARCHAR
);
CREATE TABLE plan_assignment (
    import_id INTEGER NOT NULL,
    payee VARCHAR NOT NULL, plan VARCHAR NOT NULL, from_on DATE NOT NULL, to_on DATE, share DECIMAL(12, 6)
);
