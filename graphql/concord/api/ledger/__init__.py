"""台账: the ledger in the schema."""
