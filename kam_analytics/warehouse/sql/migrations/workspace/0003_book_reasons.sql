-- Why the imported revenue of a month is not the published one, as a person said; it explains that gap and no other.
CREATE TABLE book_reason (
    month DATE PRIMARY KEY,
    gap DECIMAL(38, 4) NOT NULL,  -- imported - published when it was said
    reason VARCHAR NOT NULL,
    said_by VARCHAR NOT NULL,
    said_at TIMESTAMP NOT NULL
);
