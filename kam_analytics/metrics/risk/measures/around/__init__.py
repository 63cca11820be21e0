"""Data beside the invoices: contracts, payments, people, incidents, satisfaction, families, orders."""
