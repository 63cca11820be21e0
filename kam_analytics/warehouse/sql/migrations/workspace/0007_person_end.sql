-- The day on which somebody left, as a person confirmed it: the files of people simply drop leavers. It holds as long as no
-- later file names the person again, so with the import that named them last.
CREATE TABLE person_end (
    person_id VARCHAR NOT NULL,
    import_id INTEGER NOT NULL,
    end_on DATE NOT NULL,
    decided_by VARCHAR NOT NULL,
    decided_at TIMESTAMP NOT NULL,
    undone_at TIMESTAMP,
    undone_by VARCHAR
);
