-- The review of a quarter: the state of the data it is read from, and how it ended.
CREATE TABLE review (
    quarter VARCHAR PRIMARY KEY,  -- 2026Q3
    pinned BIGINT,  -- number of the state of the store; NULL: the current one
    pinned_at TIMESTAMP,
    pinned_by VARCHAR,
    closed_at TIMESTAMP,
    closed_by VARCHAR,
    decided BOOLEAN  -- whether it was closed with a decision; false: none, said explicitly
);
-- The slides in the order of the team; one that is not here comes after them.
CREATE TABLE review_slide (slide VARCHAR PRIMARY KEY, place INTEGER NOT NULL, hidden BOOLEAN NOT NULL DEFAULT false);
-- In which review a note was made; its kind may now be a decision or a remark, and its level the company.
ALTER TABLE account_note ADD COLUMN review VARCHAR;
