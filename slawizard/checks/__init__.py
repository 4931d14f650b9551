"""Checks: what a careful reader would stop at, with the reason and the mend."""
