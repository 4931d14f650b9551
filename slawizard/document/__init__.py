"""The document tree that every writer writes from."""
