"""The published SLAs as drafts: builders, and the table that turns the 118 cases into measured files."""
