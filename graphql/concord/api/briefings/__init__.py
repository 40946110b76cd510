"""简报 in the schema."""
