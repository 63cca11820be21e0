SELECT sum({money}) FROM typed WHERE aside IS NULL
