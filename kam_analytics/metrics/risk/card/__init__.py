"""The card of signals: declared rules, their points, and the accounts they apply to."""
