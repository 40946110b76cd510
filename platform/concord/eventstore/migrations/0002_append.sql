-- Appends one command's events to one tenant: the plain path.
-- Everything is checked under the head's lock. SQLSTATEs: CN001 command known, CN002 version conflict
-- (detail: stream, expected, actual), CN003 tracking not beyond the last, CN004 no such tenant, CN005 time not allowed.
create function append(
    p_tenant uuid,
    p_command uuid,
    p_digest bytea,
    p_result bytea,
    p_recorded_at timestamptz,      -- a simulated tenant's own time, else NULL
    p_streams uuid[],               -- of each event
    p_versions integer[],
    p_types text[],
    p_before bytea[],               -- the entry up to and including "position":
    p_after bytea[],                -- the entry from the quote that ends recorded_at
    p_checked_streams uuid[],       -- written or relied on, each once
    p_checked_versions integer[],   -- and the version it must have now
    p_digests text[],               -- disclosures
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
    v_now timestamptz := clock_timestamp();
    v_base bigint;
    v_at timestamptz;
    v_conflict record;
begin
    update head
        set position = head.position + cardinality(p_streams),
            recorded_at = greatest(head.recorded_at, coalesce(p_recorded_at, v_now))
        where tenant_id = p_tenant and (p_recorded_at is null or simulated)
        returning head.position - cardinality(p_streams), head.recorded_at into v_base, v_at;
    if not found then
        if exists (select from head where tenant_id = p_tenant) then
            raise exception 'only a simulated tenant brings its own time' using errcode = 'CN005';
        end if;
        raise exception 'no such tenant' using errcode = 'CN004';
    end if;

    insert into command (tenant_id, command_id, digest, result, position, recorded_at, at)
        values (p_tenant, p_command, p_digest, p_result, v_base + cardinality(p_streams), v_at, v_now)
        on conflict do nothing;
    if not found then
        raise exception 'command known' using errcode = 'CN001';
    end if;

    -- The check rides in the INSERT: a statement of its own would cost a lone append a tenth of its time.
    insert into event (tenant_id, position, stream_id, version, type, entry)
        select p_tenant, v_base + n, stream_id, version, type,
               before || convert_to((v_base + n)::text || ',"recorded_at":"'
                   || to_char(v_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'UTF8') || after
            from unnest(p_streams, p_versions, p_types, p_before, p_after)
                with ordinality as e (stream_id, version, type, before, after, n)
            where not exists (
                select from unnest(p_checked_streams, p_checked_versions) as s (stream_id, expected)
                    where s.expected <> coalesce((select e.version from event e
                                where e.tenant_id = p_tenant and e.stream_id = s.stream_id
                                order by e.version desc limit 1), least(s.expected, 0)));
    if not found then
        select s.stream_id, s.expected, s.actual into v_conflict
            from (select s.stream_id, s.expected,
                         coalesce((select e.version from event e
                                    where e.tenant_id = p_tenant and e.stream_id = s.stream_id
                                    order by e.version desc limit 1),
                                  least(s.expected, 0)) as actual
                    from unnest(p_checked_streams, p_checked_versions) as s (stream_id, expected)) as s
                where s.expected <> s.actual limit 1;
        if found then
            raise exception 'version conflict' using errcode = 'CN002',
                detail = format('%s %s %s', v_conflict.stream_id, v_conflict.expected, v_conflict.actual);
        end if;
    end if;

    if cardinality(p_digests) > 0 then
        insert into disclosure (tenant_id, digest, key_id, ciphertext)
            select p_tenant, digest, key_id, ciphertext
                from unnest(p_digests, p_keys, p_ciphertexts) as d (digest, key_id, ciphertext);
    end if;

    if p_upstream is not null then
        insert into tracking as t (tenant_id, upstream, position)
            values (p_tenant, p_upstream, p_upstream_position)
            on conflict (tenant_id, upstream) do update set position = excluded.position
            where t.position < excluded.position;
        if not found then
            raise exception 'tracking not beyond the last' using errcode = 'CN003';
        end if;
    end if;

    "position" := v_base + cardinality(p_streams);
    recorded_at := v_at;
end
$$;

alter function append owner to concord_appender;

revoke all on function append from public;

grant execute on function append to concord_app;
