SELECT count(*) FROM money.foreign_text
