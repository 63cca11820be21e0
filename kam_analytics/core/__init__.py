"""Shared definitions: text, units, scope, kinds of file, reports, errors."""
