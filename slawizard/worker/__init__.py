"""The render process: everything heavy or foreign runs in it, under limits."""
