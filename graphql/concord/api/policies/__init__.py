"""自动办理 in the schema."""
