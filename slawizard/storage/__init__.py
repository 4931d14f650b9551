"""Drafts, journals and saved templates on disk."""
