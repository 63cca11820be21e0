"""One account, or one group, from its revenue down to its invoice lines."""
