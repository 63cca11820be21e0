"""Exports of a page: the workbook now, decks later."""
