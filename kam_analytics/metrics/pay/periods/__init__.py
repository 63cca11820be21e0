"""What each person earns in each pay period, from stored rows to signed statements."""
