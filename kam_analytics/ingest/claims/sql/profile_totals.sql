SELECT count(*), sum({money}), min({day}), max({day}) FROM typed WHERE aside IS NULL
