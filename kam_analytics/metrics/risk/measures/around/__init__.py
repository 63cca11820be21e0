"""What surrounds the invoices of an account: contracts, payments, people, incidents, satisfaction, families, orders."""
