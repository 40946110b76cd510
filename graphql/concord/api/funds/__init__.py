"""经费 in the schema."""
