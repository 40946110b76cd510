-- Provisions a tenant; idempotent by code. No DDL, so it takes milliseconds with any number of tenants.
create function create_tenant(p_id uuid, p_code text, p_name text, p_division_code text, p_simulated boolean)
returns setof tenant
language plpgsql security definer set search_path = concord, pg_temp as $$
declare
    v_now timestamptz := clock_timestamp();
    v_id uuid;
begin
    insert into tenant (id, code, name, division_code, simulated, created_at)
        values (p_id, p_code, p_name, p_division_code, p_simulated, v_now)
        on conflict (code) do nothing
        returning id into v_id;
    if found then
        insert into head (tenant_id, position, recorded_at, simulated)
            values (v_id, 0, '-infinity', p_simulated);
    end if;
    return query select * from tenant where code = p_code;
end
$$;

alter function create_tenant owner to concord_appender;

revoke all on function create_tenant from public;

grant execute on function create_tenant to concord_owner;

-- The one row that a token's tenant code names: asked before any tenant can be set.
create function find_tenant(p_code text) returns setof tenant
language sql stable security definer set search_path = concord, pg_temp as $$
    select * from tenant where code = p_code
$$;

alter function find_tenant owner to concord_appender;

revoke all on function find_tenant from public;

grant execute on function find_tenant to concord_app, concord_projector, concord_owner;

-- All tenants, a page at a time, for operators and workers; the API's role may not.
create function list_tenants(p_after text, p_limit integer)
returns table (id uuid, code text, name text, division_code text, simulated boolean, created_at timestamptz, "position" bigint)
language sql stable security definer set search_path = concord, pg_temp as $$
    select t.id, t.code, t.name, t.division_code, t.simulated, t.created_at, h.position
        from tenant t join head h on h.tenant_id = t.id
        where t.code > p_after order by t.code limit p_limit
$$;

alter function list_tenants owner to concord_appender;

revoke all on function list_tenants from public;

grant execute on function list_tenants to concord_projector, concord_owner;
