"""Texts and formats: numbers, dates, sentences, the texts of each page."""
