"""What pages report about the imports: agreement with the accounts, late sources, missing exchange rates."""
