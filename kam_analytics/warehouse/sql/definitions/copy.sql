-- The word SECURE of a view is copied with it.
ATTACH '{file}' AS definitions (READ_ONLY);
COPY FROM DATABASE definitions TO memory (SCHEMA);
DETACH definitions;
