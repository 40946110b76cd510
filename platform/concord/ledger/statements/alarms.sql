select tenant_id, code, reason, position, sentence, raised_at from concord.ledger_alarms()
