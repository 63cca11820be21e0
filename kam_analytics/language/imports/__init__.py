"""Texts of imports: questions, reports, refusals, the import page, templates, the accounting books."""
