-- Verifier keys, those of the origin $2 first, each origin's newest first.
select verifier_key
  from concord.ledger_key
 where tenant_id = $1
 order by starts_with(verifier_key, $2 || '+') desc, since desc, verifier_key
