"""The cells of one sheet as text, in a private in-memory database."""
