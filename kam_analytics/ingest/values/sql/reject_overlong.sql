INSERT INTO rejected SELECT typed.n, '#{first_column}', trim({extra}), 'width', {raw}
FROM typed JOIN source USING (n) WHERE typed.aside IS NULL AND ({filled})
