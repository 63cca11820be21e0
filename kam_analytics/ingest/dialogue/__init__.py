"""What the import and its user tell each other: mapping, questions, report, refusals."""
