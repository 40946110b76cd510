-- Read models as they were: which moments of which ledgers are kept, each in a throw-away schema of its own.
-- A row and its schema are committed together and dropped together; whoever reads the schema holds the row.
-- `edition` names the projection code that filled it: another code makes its own.
create table as_of (
    tenant_id uuid not null references tenant (id),
    position bigint not null check (position > 0),
    edition text not null,
    schema text not null,
    built_at timestamptz not null,
    used_at timestamptz not null,
    primary key (tenant_id, position, edition)
) with (fillfactor = 50);

select protect('as_of', false);

grant insert, update, delete on as_of to concord_replayer;

grant select on as_of to concord_appender;

-- Every moment kept in this database, the least recently used first; with them what a crash or a restored
-- backup left: a schema without a row (tenant_id is null), a row without a schema (present is false).
-- It looks across tenants, so it runs as concord_appender; whatever follows runs as one tenant.
create function list_as_of()
returns table (tenant_id uuid, "position" bigint, edition text, schema text, present boolean)
language sql stable security definer set search_path = concord, pg_temp as $$
    -- every tenant: how many are kept is a bound of the database
    select a.tenant_id, a.position, a.edition, coalesce(a.schema, n.name), n.name is not null
      from as_of a
      full join (select nspname::text as name
                   from pg_namespace
                  where nspname like 'asof\_%' and nspowner = 'concord_replayer'::regrole) as n
        on n.name = a.schema
     order by a.used_at nulls first, a.tenant_id, a.position
$$;

alter function list_as_of() owner to concord_appender;

revoke execute on function list_as_of() from public;

grant execute on function list_as_of() to concord_replayer;

-- The last position recorded at a time or before it; 0 if there is none. recorded_at never decreases, so
-- halving finds it by primary key in 20 looks among a million entries, and no index has to hold it.
create function position_at(p_tenant uuid, p_time timestamptz) returns bigint
language plpgsql stable as $$
declare
    v_low bigint := 0;
    v_high bigint;
    v_middle bigint;
    v_at timestamptz;
begin
    select h.position into v_high from head h where h.tenant_id = p_tenant;
    while v_low < v_high loop
        v_middle := (v_low + v_high + 1) / 2;
        select (convert_from(e.entry, 'UTF8')::json ->> 'recorded_at')::timestamptz into v_at
            from event e where e.tenant_id = p_tenant and e.position = v_middle;
        if v_at <= p_time then
            v_low := v_middle;
        else
            v_high := v_middle - 1;
        end if;
    end loop;
    return v_low;
end
$$;

revoke execute on function position_at(uuid, timestamptz) from public;

grant execute on function position_at(uuid, timestamptz)
    to concord_app, concord_projector, concord_replayer, concord_auditor;
