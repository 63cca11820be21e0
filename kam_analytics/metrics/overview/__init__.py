"""The figures of the overview: months, targets, books."""
