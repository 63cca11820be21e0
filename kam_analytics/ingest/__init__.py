"""Imports files into the store, step by step; the report accounts for every row."""
