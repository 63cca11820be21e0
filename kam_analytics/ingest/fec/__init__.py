"""The legal accounting file (FEC): revenue by client derived from its entries; nothing else of it is stored."""
