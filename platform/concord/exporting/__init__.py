"""Export bundles: a ledger, or a period of it, as one file that proves itself (docs/audit.md)."""
