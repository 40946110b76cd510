"""检查与问题 in the schema."""
