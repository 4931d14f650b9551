"""Agreement and clause templates become a document tree."""
