-- A county over its towns. Who is above a tenant is set once: figures that were carried there stay there. Nobody
-- reads below himself: a parent sees what its own ledger holds.
alter table tenant add column parent_id uuid references tenant (id) check (parent_id <> id);

grant update (parent_id) on tenant to concord_appender;

-- 'DONE' (also if it was so before), 'TAKEN' (it has another parent), 'CYCLE' (the parent stands below it), 'UNKNOWN'.
create function set_parent(p_code text, p_parent text) returns text
language plpgsql security definer set search_path = concord, pg_temp as $$
declare
    v_id uuid;
    v_parent uuid;
    v_known uuid;
begin
    perform pg_advisory_xact_lock(hashtext('concord.tenant.parent'));  -- two at once could close a circle
    select id, parent_id into v_id, v_known from tenant where code = p_code;
    select id into v_parent from tenant where code = p_parent;
    if v_id is null or v_parent is null then
        return 'UNKNOWN';
    elsif v_known is not null then
        return case when v_known = v_parent then 'DONE' else 'TAKEN' end;
    elsif exists (
        with recursive above as (
            select id, parent_id from tenant where id = v_parent
            union all
            select t.id, t.parent_id from tenant t join above a on t.id = a.parent_id)
        select from above where id = v_id) then
        return 'CYCLE';
    end if;
    update tenant set parent_id = v_parent where id = v_id;
    return 'DONE';
end
$$;

alter function set_parent owner to concord_appender;

revoke all on function set_parent from public;

grant execute on function set_parent to concord_owner;

-- The tenant above, if there is one.
create function parent_of(p_tenant uuid) returns setof tenant
language sql stable security definer set search_path = concord, pg_temp as $$
    select p.* from tenant t join tenant p on p.id = t.parent_id where t.id = p_tenant
$$;

alter function parent_of owner to concord_appender;

revoke all on function parent_of from public;

grant execute on function parent_of to concord_app, concord_projector, concord_owner;
