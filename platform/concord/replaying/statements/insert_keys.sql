insert into concord.ledger_key (tenant_id, verifier_key, since, succession)
select $1, k, $3, note
  from unnest($2::text[], $4::text[]) as k (k, note)
    on conflict do nothing
