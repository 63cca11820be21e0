SELECT n::INTEGER AS row_no, key, {occurrence}::INTEGER AS occurrence, {fields}, raw
FROM typed {join} WHERE aside IS NULL {order}
