"""The words of imports: questions, reports, refusals, the import page, templates, the books."""
