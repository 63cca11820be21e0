"""What pages report about the imports: books, late sources, missing exchange rates."""
