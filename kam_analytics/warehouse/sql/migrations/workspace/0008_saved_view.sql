-- Filters of a page under a name, for one person or for everybody; pinned to a state of the data where it is frozen.
CREATE TABLE saved_view (
    view_id INTEGER PRIMARY KEY,
    name VARCHAR NOT NULL,
    page VARCHAR NOT NULL,
    address VARCHAR NOT NULL,  -- period=ltm&kam=K01,K02
    owner VARCHAR,  -- login; NULL: everybody
    pinned BIGINT,  -- number of the state of the store; NULL: the current one
    saved_at TIMESTAMP NOT NULL,
    saved_by VARCHAR NOT NULL
);
