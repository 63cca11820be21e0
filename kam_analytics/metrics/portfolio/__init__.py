"""The rows that several pages share."""
