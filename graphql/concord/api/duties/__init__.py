"""职责: duties in the schema."""
