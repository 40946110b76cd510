select tenant_id, position, simulated from concord.ledger_heads($1)
