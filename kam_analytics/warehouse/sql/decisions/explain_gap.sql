INSERT INTO book_reason VALUES ($month, $gap, $reason, $who, (now() AT TIME ZONE 'UTC')::TIMESTAMP)
