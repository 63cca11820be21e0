"""The mapping that a user gives with a file, and the refusals of the import."""
