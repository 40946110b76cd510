-- When the ledger took its last entry; before its first, minus infinity. A simulated tenant's time goes on from there.
create function ledger_time(p_tenant uuid) returns setof timestamptz
language sql stable security definer set search_path = concord, pg_temp as $$
    select h.recorded_at from head h where h.tenant_id = p_tenant
$$;

alter function ledger_time owner to concord_appender;

revoke all on function ledger_time from public;

grant execute on function ledger_time to concord_app;
