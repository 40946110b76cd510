"""Assembly of the API process. The GraphQL schema is mounted by entry point: this package names none."""
