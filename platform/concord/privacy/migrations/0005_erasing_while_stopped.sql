-- As `append`, of erasures alone: also while the tenant is suspended or closed, for what somebody is entitled to
-- does not wait. Nobody else sees the head open: its lock is held to the end.
create function append_erasure(
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
    out "position" bigint,
    out recorded_at timestamptz
)
language plpgsql security definer set search_path = concord, pg_temp as $$
#variable_conflict use_column
declare
    v_state text;
begin
    if exists (select from unnest(p_types) as t (type) where t.type not like 'privacy.%') then
        raise exception 'this takes erasures only' using errcode = 'CN007';
    end if;
    select h.state into v_state from head h where h.tenant_id = p_tenant for update;
    update head set state = 'ACTIVE' where tenant_id = p_tenant and state <> 'ACTIVE';
    select a.position, a.recorded_at into "position", recorded_at
      from append(p_tenant, p_command, p_digest, p_result, p_recorded_at, p_streams, p_versions, p_types, p_before,
                  p_after, p_checked_streams, p_checked_versions, p_digests, p_keys, p_ciphertexts, p_upstream,
                  p_upstream_position) as a;
    update head set state = v_state where tenant_id = p_tenant and v_state <> 'ACTIVE';
end
$$;

alter function append_erasure owner to concord_appender;

revoke all on function append_erasure from public;

grant execute on function append_erasure to concord_app;
