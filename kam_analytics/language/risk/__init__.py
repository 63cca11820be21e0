"""Texts of the at-risk page."""
