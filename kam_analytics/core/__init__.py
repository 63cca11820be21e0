"""The vocabulary: text, units, scope, kinds of file, reports, errors."""
