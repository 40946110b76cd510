insert into ledger_key (tenant_id, verifier_key, since)
select $1, k, clock_timestamp() from unnest($2::text[]) as k
    on conflict do nothing
