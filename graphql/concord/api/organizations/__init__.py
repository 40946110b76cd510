"""单位: organizations in the schema."""
