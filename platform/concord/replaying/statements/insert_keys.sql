insert into concord.ledger_key (tenant_id, verifier_key, since)
select $1, k, $3
  from unnest($2::text[]) as k
    on conflict do nothing
