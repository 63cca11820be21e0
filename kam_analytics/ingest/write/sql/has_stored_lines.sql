SELECT EXISTS (FROM {past}live_line WHERE import_id <> {own} AND date BETWEEN $first AND $last)
