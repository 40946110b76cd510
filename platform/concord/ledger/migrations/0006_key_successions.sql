-- The signed note in which the keys before vouch for one: whoever knew them then may trust it.
alter table ledger_key add column succession text;

-- Those of all ledgers, in the order in which the keys began to sign: made to be known to everybody.
create function key_successions() returns setof text
language sql stable security definer set search_path = concord, pg_temp as $$
    select k.succession from ledger_key k     -- every tenant: keys are public
     where k.succession is not null
     group by k.succession
     order by min(k.since), k.succession
$$;

alter function key_successions owner to concord_appender;

revoke all on function key_successions from public;

grant execute on function key_successions to concord_app, concord_auditor, concord_owner;
