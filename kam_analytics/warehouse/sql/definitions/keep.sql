-- What the scripts created, without a row, and without what a reader declares before they run.
ATTACH '{file}' AS definitions;
COPY FROM DATABASE memory TO definitions (SCHEMA);
DROP SCHEMA definitions.money CASCADE;
DROP MACRO definitions.own_group_words;
