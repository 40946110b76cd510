"""The ledger as CloudEvents in NATS JetStream, each exactly once and in order."""
