"""From a file to raw cells: formats, encodings, workbooks."""
