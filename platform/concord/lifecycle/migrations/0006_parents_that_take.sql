-- As before, but nobody is put, for ever, under a tenant that takes no figures any more ('CLOSED'), nor figures of
-- a demo among those of a real county ('SIMULATED'). The parent's head is locked: it cannot be closed meanwhile.
create or replace function set_parent(p_code text, p_parent text) returns text
language plpgsql security definer set search_path = concord, pg_temp as $$
declare
    v_child tenant;
    v_parent tenant;
    v_state text;
begin
    perform pg_advisory_xact_lock(hashtext('concord.tenant.parent'));  -- two at once could close a circle
    select * into v_child from tenant where code = p_code;
    select * into v_parent from tenant where code = p_parent;
    if v_child.id is null or v_parent.id is null then
        return 'UNKNOWN';
    elsif v_child.parent_id is not null then
        return case when v_child.parent_id = v_parent.id then 'DONE' else 'TAKEN' end;
    elsif exists (
        with recursive above as (
            select id, parent_id from tenant where id = v_parent.id
            union all
            select t.id, t.parent_id from tenant t join above a on t.id = a.parent_id)
        select from above where id = v_child.id) then
        return 'CYCLE';
    elsif v_child.simulated <> v_parent.simulated then
        return 'SIMULATED';
    end if;
    select state into v_state from head where tenant_id = v_parent.id for share;
    if v_state = 'CLOSED' then
        return 'CLOSED';
    end if;
    update tenant set parent_id = v_parent.id where id = v_child.id;
    return 'DONE';
end
$$;
