CREATE OR REPLACE TABLE shortlist AS SELECT n, coalesce({money}, 0) AS value, {money} IS NULL AS moneyless,
{incomplete} AS incomplete, {named} AS named FROM typed WHERE aside IS NULL AND {condition}
