select verifier_key
  from concord.ledger_key
 where tenant_id = $1
 order by since, verifier_key
