"""The measures of each account on a day, from invoices and from other files."""
