-- An append that holds only while no entry of some types stands after a position, because what was counted up to
-- there decided it. A function of its own: other appends pay nothing for it. Such an entry is a version conflict
-- (CN002) of the tenant's own ledger; a command that was stored before keeps its answer.
create function append_in_silence(
    p_tenant uuid,
    p_command uuid,
    p_digest bytea,
    p_result bytea,
    p_recorded_at timestamptz,
    p_streams uuid[],
    p_versions integer[],
    p_types text[],
    p_before bytea[],
    p_after bytea[],
    p_checked_streams uuid[],
    p_checked_versions integer[],
    p_digests text[],
    p_keys uuid[],
    p_ciphertexts bytea[],
    p_upstream text,
    p_upstream_position bigint,
    p_since bigint,                 -- the position counted up to
    p_silent text[],                -- types of which there must be none after it
    out "position" bigint,
    out recorded_at timestamptz
)
language plpgsql security definer set search_path = concord, pg_temp as $$
#variable_conflict use_column
declare
    v_broken bigint;
begin
    perform from head where tenant_id = p_tenant for update;
    select e.position into v_broken from event e
        where e.tenant_id = p_tenant and e.position > p_since and e.type = any(p_silent)
            and not exists (select from command c where c.tenant_id = p_tenant and c.command_id = p_command)
        order by e.position limit 1;
    if found then
        raise exception 'counted too early' using errcode = 'CN002',
            detail = format('%s %s %s', p_tenant, p_since, v_broken);
    end if;
    select a.position, a.recorded_at into "position", recorded_at
        from append(p_tenant, p_command, p_digest, p_result, p_recorded_at, p_streams, p_versions, p_types, p_before,
                    p_after, p_checked_streams, p_checked_versions, p_digests, p_keys, p_ciphertexts, p_upstream,
                    p_upstream_position) as a;
end
$$;

alter function append_in_silence owner to concord_appender;

revoke all on function append_in_silence from public;

grant execute on function append_in_silence to concord_app;
