"""Packs: templates, clauses and styles in one file, safe to open from a stranger."""
