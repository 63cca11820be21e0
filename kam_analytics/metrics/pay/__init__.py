"""Attainment and variable pay."""
