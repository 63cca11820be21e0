"""What each page says, as values that screen, exports and command line read alike."""
