"""诉求（吹哨）: tickets in the schema."""
