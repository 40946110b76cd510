"""章程: charters in the schema."""
