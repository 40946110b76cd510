"""Replay: a ledger read back from an export bundle alone, on any machine, answering the same questions."""
