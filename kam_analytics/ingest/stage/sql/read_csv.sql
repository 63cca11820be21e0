CREATE TABLE cells AS
SELECT * FROM read_csv(
    $path, auto_detect = false, header = false, delim = $delim, quote = $quote, escape = $quote, nullstr = '',
    max_line_size = 16777216, columns = {{columns}})
