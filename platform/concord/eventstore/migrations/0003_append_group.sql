-- Appends many commands of many tenants in one transaction: the group path. No append of a group may
-- write or rely on a stream that another one of it writes, nor repeat its command (the client's part).
-- Heads are locked in tenant order; a head that is taken is left out ("busy") and its appends go alone.
-- One append's conflict refuses that append only. One row an append comes back, by ordinal.
--
-- What belongs together is found by subscript, never by joining sets: the planner takes every array for
-- ten rows and joins them by nested loops, which cost 15 ms for a group of 64 (now under 2 ms).
create function append_group(
    p_tenants uuid[],               -- of each append
    p_commands uuid[],
    p_digests bytea[],
    p_results bytea[],
    p_times timestamptz[],          -- a simulated tenant's own time, else NULL
    p_sizes integer[],              -- events in each append
    e_append integer[],             -- of each event: the ordinal of its append, from 1
    e_nth integer[],                -- and its own ordinal in there, from 1
    e_streams uuid[],
    e_versions integer[],
    e_types text[],
    e_before bytea[],
    e_after bytea[],
    c_append integer[],             -- of each stream written or relied on
    c_streams uuid[],
    c_versions integer[],
    d_append integer[],             -- of each disclosure
    d_digests text[],
    d_keys uuid[],
    d_ciphertexts bytea[]
) returns table (
    ordinal bigint,
    outcome text,                   -- stored, known, conflict, busy, time
    "position" bigint,
    recorded_at timestamptz,
    stream uuid,
    expected integer,
    actual integer
)
language plpgsql security definer set search_path = concord, pg_temp as $$
#variable_conflict use_column
declare
    v_now timestamptz := clock_timestamp();
    v_tenants uuid[];               -- whose head we hold
    v_bases bigint[];
    v_lasts timestamptz[];
    v_simulated boolean[];
    v_heads integer[];              -- of each append: its place in v_tenants
    v_outcomes text[];
    v_positions bigint[];           -- of its last event, 0 where it is refused
    v_times timestamptz[];
    v_streams uuid[];
    v_expected integer[];
    v_actual integer[];
    v_conflict record;
begin
    -- A statement of its own: what follows then sees everything committed before the locks were had.
    select array_agg(h.tenant_id), array_agg(h.position), array_agg(h.recorded_at), array_agg(h.simulated)
        into v_tenants, v_bases, v_lasts, v_simulated
        from (select tenant_id, position, recorded_at, simulated from head
                where tenant_id = any (p_tenants)
                order by tenant_id for update skip locked) as h;

    select array_agg(a.head order by a.n),
           array_agg(case when a.head is null then 'busy'
                          when a.own_time is not null and not v_simulated[a.head] then 'time'
                          when exists (select from command c
                                where c.tenant_id = a.tenant_id and c.command_id = a.command_id) then 'known'
                          else 'stored' end order by a.n)
        into v_heads, v_outcomes
        from (select array_position(v_tenants, u.tenant_id) as head, u.*
                from unnest(p_tenants, p_commands, p_times)
                    with ordinality as u (tenant_id, command_id, own_time, n)) as a;

    for v_conflict in
        select c.* from (
            select s.n, s.stream_id, s.expected,
                   coalesce((select e.version from event e
                                where e.tenant_id = p_tenants[s.n] and e.stream_id = s.stream_id
                                order by e.version desc limit 1),
                            least(s.expected, 0)) as actual
                from unnest(c_append, c_streams, c_versions) as s (n, stream_id, expected)
                where v_outcomes[s.n] = 'stored') as c
            where c.expected <> c.actual
    loop
        v_outcomes[v_conflict.n] := 'conflict';
        v_streams[v_conflict.n] := v_conflict.stream_id;
        v_expected[v_conflict.n] := v_conflict.expected;
        v_actual[v_conflict.n] := v_conflict.actual;
    end loop;

    select array_agg(case when a.stored then v_bases[a.head] + a.upto else 0 end order by a.n),
           array_agg(greatest(v_lasts[a.head], a.latest) order by a.n)
        into v_positions, v_times
        from (select u.n, u.head, u.outcome = 'stored' as stored,
                     sum(case when u.outcome = 'stored' then u.size else 0 end) over w as upto,
                     max(case when u.outcome = 'stored' then coalesce(u.own_time, v_now) end) over w as latest
                from unnest(v_heads, v_outcomes, p_sizes, p_times)
                    with ordinality as u (head, outcome, size, own_time, n)
                window w as (partition by u.head order by u.n)) as a;

    insert into event (tenant_id, position, stream_id, version, type, entry)
        select p.tenant_id, p.at_position, p.stream_id, p.version, p.type,
               p.before || convert_to(p.at_position::text || ',"recorded_at":"'
                   || to_char(p.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'UTF8') || p.after
            from (select p_tenants[e.append] as tenant_id, v_times[e.append] as at,
                         v_positions[e.append] - p_sizes[e.append] + e.nth as at_position,
                         e.stream_id, e.version, e.type, e.before, e.after
                    from unnest(e_append, e_nth, e_streams, e_versions, e_types, e_before, e_after)
                        as e (append, nth, stream_id, version, type, before, after)
                    where v_outcomes[e.append] = 'stored') as p;

    insert into command (tenant_id, command_id, digest, result, position, recorded_at, at)
        select a.tenant_id, a.command_id, a.digest, a.result, a.at_position, a.at, v_now
            from unnest(p_tenants, p_commands, p_digests, p_results, v_positions, v_times, v_outcomes)
                as a (tenant_id, command_id, digest, result, at_position, at, outcome)
            where a.outcome = 'stored';

    if cardinality(d_append) > 0 then
        insert into disclosure (tenant_id, digest, key_id, ciphertext)
            select p_tenants[d.append], d.digest, d.key_id, d.ciphertext
                from unnest(d_append, d_digests, d_keys, d_ciphertexts) as d (append, digest, key_id, ciphertext)
                where v_outcomes[d.append] = 'stored';
    end if;

    update head set position = m.at_position, recorded_at = m.at
        from (select a.head, max(a.at_position) as at_position, max(a.at) as at
                from unnest(v_heads, v_positions, v_times, v_outcomes) as a (head, at_position, at, outcome)
                where a.outcome = 'stored'
                group by a.head) as m
        where head.tenant_id = v_tenants[m.head];

    return query
        select a.n, a.outcome, a.at_position, a.at, v_streams[a.n], v_expected[a.n], v_actual[a.n]
            from unnest(v_outcomes, v_positions, v_times) with ordinality as a (outcome, at_position, at, n);
end
$$;

alter function append_group owner to concord_appender;

revoke all on function append_group from public;

grant execute on function append_group to concord_app;
