"""A pay statement as PDF and workbook, and the plan workbook to fill in."""
