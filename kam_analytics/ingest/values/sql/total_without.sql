SELECT sum({money}) FROM typed WHERE aside IS NULL AND NOT list_contains($rows, n)
