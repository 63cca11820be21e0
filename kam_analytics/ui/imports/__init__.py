"""The import page: files, questions, report, history, templates, books."""
