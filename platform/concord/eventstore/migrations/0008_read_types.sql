-- Entries of some types after a position and up to another, in order: for a decision that rests on the whole
-- ledger. A filter along the primary key, not an index by type, which every append would have to pay for.
create function read_types(p_tenant uuid, p_after bigint, p_until bigint, p_types text[], p_limit integer)
returns table ("position" bigint, entry bytea)
language sql stable security definer set search_path = concord, pg_temp as $$
    select e.position, e.entry from event e
        where e.tenant_id = p_tenant and e.position > p_after and e.position <= p_until and e.type = any(p_types)
        order by e.position limit p_limit
$$;

alter function read_types owner to concord_appender;

revoke all on function read_types from public;

grant execute on function read_types to concord_app;
