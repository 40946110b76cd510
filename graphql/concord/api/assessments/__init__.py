"""考核: assessments and schemes in the schema."""
