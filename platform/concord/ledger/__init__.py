"""The Merkle log over each tenant's ledger: sealed, provable, served as a transparency log is."""
