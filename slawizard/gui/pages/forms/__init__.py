"""The tables that the five pages are made of."""
