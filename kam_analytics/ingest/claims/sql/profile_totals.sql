SELECT sum({money}), min({day}), max({day}), count(DISTINCT {who}) FROM typed WHERE aside IS NULL
