-- The public keys of all ledgers, in the order in which they began to sign: made to be known to everybody.
create function verifier_keys() returns setof text
language sql stable security definer set search_path = concord, pg_temp as $$
    select k.verifier_key from ledger_key k     -- every tenant: keys are public
     order by k.tenant_id, k.since
$$;

grant select on ledger_key to concord_appender;

alter function verifier_keys owner to concord_appender;

revoke all on function verifier_keys from public;

grant execute on function verifier_keys to concord_app, concord_auditor, concord_owner;
