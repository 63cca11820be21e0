"""Texts of the concentration page and of its simulated losses."""
