"""The simulation of losing accounts."""
