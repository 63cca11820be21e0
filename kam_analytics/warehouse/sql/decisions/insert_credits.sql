INSERT INTO pay_credit SELECT ?, ?, ?, unnest(?), unnest(?), unnest(?), unnest(?)
