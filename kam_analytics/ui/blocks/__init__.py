"""Drawing of blocks on the screen: cards, charts, tables, and their actions."""
