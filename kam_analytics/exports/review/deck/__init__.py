"""Presentations: native charts and tables, on our own master or on the company's."""
