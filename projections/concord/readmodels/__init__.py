"""What the product shows: one package per read model, each rebuilt from the ledger at any time.

Every read model has the same few files: `tables.sql` (what it keeps), `apply*.sql` (how rows are written,
whole batches at once), `projection.py` (how events change rows; no clock, no I/O) and `queries.py` with its
`.sql` files (how it is asked).
"""
