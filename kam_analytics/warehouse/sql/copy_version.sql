-- A new file with what the attached one holds: tables, views, macros and constraints, without its free blocks.
ATTACH '{target}' AS target;
COPY FROM DATABASE source TO target;
DETACH target
