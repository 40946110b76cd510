-- The next few entries of a tenant that is level otherwise, in one round trip and without a transaction; with
-- p_position, what came of those before is noted first. What keeps the stream right is the stream, which refuses a
-- batch that does not continue it: the lock, the session's, keeps two publishers from doing the same work, and is
-- held as long as entries are given out.
-- One row without an entry: there is nothing, or another publisher is at it. No rows, or p_limit of them: this takes
-- the longer way (never published, parked, suspended, not compared with the stream since p_since, a backlog).
create function publish_next(
    p_tenant uuid, p_since timestamptz, p_limit integer,
    p_position bigint, p_sequence bigint, p_began timestamptz
) returns table (stream_sequence bigint, began timestamptz, "position" bigint, entry bytea)
language plpgsql security definer set search_path = concord, pg_temp as $$
#variable_conflict use_column
declare
    v_lock bigint := hashtextextended('concord.publication ' || p_tenant, 0);
    v_position bigint;
    v_sequence bigint;
    v_found bigint;
begin
    if p_position is not null then
        update progress
           set position = p_position, stream_sequence = p_sequence, served_at = p_began
         where tenant_id = p_tenant and name = 'publisher' and position < p_position;
    elsif not pg_try_advisory_lock(v_lock) then
        return query select 0::bigint, now(), null::bigint, null::bytea;
        return;
    end if;
    select p.position, p.stream_sequence into v_position, v_sequence
      from progress p
     where p.tenant_id = p_tenant and p.name = 'publisher' and not p.parked
       and p.served_at >= p_since and p.served_at <= now()
       and not exists (select from head h where h.tenant_id = p_tenant and h.state = 'SUSPENDED');
    if not found then
        perform pg_advisory_unlock(v_lock);
        return;
    end if;
    return query
        select v_sequence, now(), e.position, e.entry
          from event e
         where e.tenant_id = p_tenant and e.position > v_position
         order by e.position
         limit p_limit;
    get diagnostics v_found = row_count;
    if v_found = 0 then
        return query select v_sequence, now(), null::bigint, null::bytea;
    end if;
    if v_found = 0 or v_found = p_limit then
        perform pg_advisory_unlock(v_lock);
    end if;
end
$$;

grant update (position, stream_sequence, served_at) on progress to concord_appender;

alter function publish_next owner to concord_appender;

revoke all on function publish_next from public;

grant execute on function publish_next to concord_projector;
