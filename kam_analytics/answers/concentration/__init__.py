"""On how few accounts the revenue depends, and what losing some of them would change."""
