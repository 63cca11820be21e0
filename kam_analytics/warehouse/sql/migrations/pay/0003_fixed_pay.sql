-- Gross fixed pay of a year, at the person's working time: what the variable is compared with.
ALTER TABLE people_pay ADD COLUMN fixed_pay DECIMAL(18, 4);
