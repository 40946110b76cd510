select concord.halt_ledger($1, $2)
