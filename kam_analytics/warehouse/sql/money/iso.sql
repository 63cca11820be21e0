CREATE MACRO money.iso(label) AS {code}
