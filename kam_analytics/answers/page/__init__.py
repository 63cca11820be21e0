"""What a page is made of, whatever its topic: blocks, the view that asks for them, periods."""
