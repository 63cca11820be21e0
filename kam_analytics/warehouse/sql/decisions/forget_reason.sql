DELETE FROM book_reason WHERE month = $month
