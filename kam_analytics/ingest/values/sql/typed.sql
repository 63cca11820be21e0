CREATE OR REPLACE TABLE typed AS
SELECT *, {key} AS key FROM (
    SELECT *, {derived} FROM (
        SELECT n, {aside} AS aside, {columns}, {raw} AS raw
        FROM source {joins} WHERE n > {title_row}))
