-- A ledger that lost sealed entries takes nothing until they are back: what was appended meanwhile would stand
-- where others stood before.
alter table head add column halted boolean not null default false;

create function refuse_append() returns trigger
language plpgsql as $$
begin
    raise exception 'the ledger is read-only: entries that were sealed are missing' using errcode = 'CN006';
end
$$;

-- A condition of the trigger, so that an append that is taken does not call anything.
create trigger head_halted before update on head
    for each row when (old.halted and new.halted) execute function refuse_append();

create function halt_ledger(p_tenant uuid, p_halted boolean) returns void
language sql security definer set search_path = concord, pg_temp as $$
    update head set halted = p_halted where tenant_id = p_tenant and halted <> p_halted
$$;

alter function halt_ledger owner to concord_appender;

revoke all on function halt_ledger from public;

grant execute on function halt_ledger to concord_sealer;

-- Puts lost entries back after the last one, byte for byte. Only into a ledger that is halted, and only if it
-- ends where the caller thinks; nothing is checked of the entries themselves (recovering.py has done so).
-- CN010: it is not halted, or ends elsewhere.
create function restore_entries(
    p_tenant uuid,
    p_after bigint,
    p_streams uuid[],
    p_versions integer[],
    p_types text[],
    p_entries bytea[],
    p_recorded_at timestamptz       -- of the last one
) returns bigint
language plpgsql security definer set search_path = concord, pg_temp as $$
declare
    v_position bigint := p_after + cardinality(p_entries);
begin
    update head
        set position = v_position, recorded_at = greatest(head.recorded_at, p_recorded_at), halted = false
        where tenant_id = p_tenant and head.position = p_after and halted;
    if not found then
        raise exception 'the ledger is not halted, or does not end at %', p_after using errcode = 'CN010';
    end if;
    insert into event (tenant_id, position, stream_id, version, type, entry)
        select p_tenant, p_after + n, stream_id, version, type, entry
            from unnest(p_streams, p_versions, p_types, p_entries)
                with ordinality as e (stream_id, version, type, entry, n);
    update head set halted = true where tenant_id = p_tenant;
    return v_position;
end
$$;

alter function restore_entries owner to concord_appender;

revoke all on function restore_entries from public;

grant execute on function restore_entries to concord_owner;
