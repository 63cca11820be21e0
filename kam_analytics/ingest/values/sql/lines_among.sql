SELECT n FROM typed WHERE (aside IS NULL OR aside = 'blank') AND list_contains($rows, n) ORDER BY n
