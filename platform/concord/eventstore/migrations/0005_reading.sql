-- Loads streams, each from its snapshot (if one of that shape exists) and the entries after it, in one
-- round trip: a function, because BEGIN, SET LOCAL, SELECT and COMMIT would be three.
create function load_streams(p_tenant uuid, p_streams uuid[], p_shapes text[])
returns table (n bigint, version integer, payload bytea, is_snapshot boolean, "position" bigint)
language sql stable security definer set search_path = concord, pg_temp as $$
    select s.n, v.version, v.payload, v.is_snapshot, v.position
        from unnest(p_streams, p_shapes) with ordinality as s (stream_id, shape, n)
        cross join lateral (
            select sn.version, sn.state as payload, true as is_snapshot, 0::bigint as position
                from snapshot sn
                where sn.tenant_id = p_tenant and sn.stream_id = s.stream_id and sn.shape = s.shape
            union all
            select e.version, e.entry, false, e.position
                from event e
                where e.tenant_id = p_tenant and e.stream_id = s.stream_id
                    and e.version > coalesce((select sn.version from snapshot sn
                        where sn.tenant_id = p_tenant and sn.stream_id = s.stream_id and sn.shape = s.shape), -1)
        ) as v
        order by s.n, v.is_snapshot desc, v.version
$$;

alter function load_streams owner to concord_appender;

revoke all on function load_streams from public;

grant execute on function load_streams to concord_app;

-- The ledger after a position, in order. Positions are in commit order, so what is returned is all there is.
create function read_ledger(p_tenant uuid, p_after bigint, p_limit integer)
returns table ("position" bigint, entry bytea)
language sql stable security definer set search_path = concord, pg_temp as $$
    select e.position, e.entry from event e
        where e.tenant_id = p_tenant and e.position > p_after
        order by e.position limit p_limit
$$;

alter function read_ledger owner to concord_appender;

revoke all on function read_ledger from public;

grant execute on function read_ledger to concord_app, concord_projector;

-- The last position of a tenant's ledger; no row: no such tenant.
create function ledger_head(p_tenant uuid) returns setof bigint
language sql stable security definer set search_path = concord, pg_temp as $$
    select h.position from head h where h.tenant_id = p_tenant
$$;

alter function ledger_head owner to concord_appender;

revoke all on function ledger_head from public;

grant execute on function ledger_head to concord_app, concord_projector;

-- What a command was answered with, if it was taken.
create function taken_command(p_tenant uuid, p_command uuid)
returns table (digest bytea, result bytea, "position" bigint, recorded_at timestamptz)
language sql stable security definer set search_path = concord, pg_temp as $$
    select c.digest, c.result, c.position, c.recorded_at from command c
        where c.tenant_id = p_tenant and c.command_id = p_command
$$;

alter function taken_command owner to concord_appender;

revoke all on function taken_command from public;

grant execute on function taken_command to concord_app;

-- Keeps a snapshot if it is newer than the one there.
create function save_snapshot(p_tenant uuid, p_stream uuid, p_shape text, p_version integer, p_state bytea) returns void
language sql security definer set search_path = concord, pg_temp as $$
    insert into snapshot as s (tenant_id, stream_id, shape, version, state)
        values (p_tenant, p_stream, p_shape, p_version, p_state)
        on conflict (tenant_id, stream_id, shape) do update
            set version = excluded.version, state = excluded.state
            where s.version < excluded.version
$$;

alter function save_snapshot owner to concord_appender;

revoke all on function save_snapshot from public;

grant execute on function save_snapshot to concord_app;
