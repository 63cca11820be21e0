"""How much revenue depends on few accounts, and what losing some of them would change."""
