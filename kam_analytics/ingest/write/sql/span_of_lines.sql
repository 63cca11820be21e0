SELECT min(date), max(date) FROM {rows}
