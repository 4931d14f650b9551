"""The document tree becomes bytes: HTML, PDF, DOCX, Markdown."""
