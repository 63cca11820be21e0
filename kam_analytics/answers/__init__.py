"""The content of each page as values that the screen, the exports and the command line all render."""
