"""KAM Analytics: how concentrated, how fast, how paid and how safe the revenue of key accounts is."""
