"""On how few accounts revenue hangs."""
