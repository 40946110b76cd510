insert into ledger_key (tenant_id, verifier_key, since, succession)
select $1, k, clock_timestamp(), note from unnest($2::text[], $3::text[]) as k (k, note)
    on conflict do nothing
