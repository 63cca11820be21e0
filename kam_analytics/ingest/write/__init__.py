"""From typed rows to the store: comparison with earlier imports, the write, the log, the remembered mappings."""
