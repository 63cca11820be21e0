SELECT n, {labels} FROM wide WHERE n > {title_row} ORDER BY n
