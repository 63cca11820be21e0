"""Writers of what a page shows: the workbook now, decks later."""
