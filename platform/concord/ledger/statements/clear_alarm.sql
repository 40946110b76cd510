delete from ledger_alarm where tenant_id = $1
