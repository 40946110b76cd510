-- Appends many commands of many tenants in one transaction: the group path. No append of a group may
-- write or rely on a stream that another one of it writes, nor repeat its command (the client's part).
-- Heads are locked in tenant order; a head that is taken is left out ("busy") and its appends go alone.
-- One append's conflict refuses that append only. One row an append comes back, by ordinal.
create function append_group(
    p_tenants uuid[],               -- of each append
    p_commands uuid[],
    p_digests bytea[],
    p_results bytea[],
    p_times timestamptz[],          -- a simulated tenant's own time, else NULL
    p_sizes integer[],              -- events in each append
    e_append integer[],             -- of each event: the ordinal of its append, from 1
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
    v_held uuid[];
    v_bases bigint[];
    v_lasts timestamptz[];
    v_simulated boolean[];
begin
    -- A statement of its own: what follows then sees everything committed before the locks were had.
    select array_agg(h.tenant_id), array_agg(h.position), array_agg(h.recorded_at), array_agg(h.simulated)
        into v_held, v_bases, v_lasts, v_simulated
        from (select tenant_id, position, recorded_at, simulated from head
                where tenant_id = any (p_tenants)
                order by tenant_id for update skip locked) as h;

    return query
    with held as materialized (
        select * from unnest(v_held, v_bases, v_lasts, v_simulated) as h (tenant_id, base, last, simulated)
    ), asked as materialized (
        select a.*, h.base, h.last,
               case when h.tenant_id is null then 'busy'
                    when a.own_time is not null and not h.simulated then 'time'
                    when exists (select from command c
                                    where c.tenant_id = a.tenant_id and c.command_id = a.command_id) then 'known'
               end as refused
            from unnest(p_tenants, p_commands, p_digests, p_results, p_times, p_sizes)
                with ordinality as a (tenant_id, command_id, digest, result, own_time, size, n)
            left join held h using (tenant_id)
    ), conflict as materialized (
        select distinct on (c.n) c.* from (
            select s.n, s.stream_id, s.expected,
                   coalesce((select e.version from event e
                                where e.tenant_id = a.tenant_id and e.stream_id = s.stream_id
                                order by e.version desc limit 1),
                            least(s.expected, 0)) as actual
                from unnest(c_append, c_streams, c_versions) as s (n, stream_id, expected)
                join asked a on a.n = s.n
                where a.refused is null) as c
            where c.expected <> c.actual
    ), taken as materialized (
        select a.n, a.tenant_id, a.command_id, a.digest, a.result, a.size,
               a.base + sum(a.size) over w as upto,
               greatest(a.last, max(coalesce(a.own_time, v_now)) over w) as at
            from asked a
            where a.refused is null and not exists (select from conflict c where c.n = a.n)
            window w as (partition by a.tenant_id order by a.n)
    ), events as (
        insert into event (tenant_id, position, stream_id, version, type, entry)
            select p.tenant_id, p.at_position, p.stream_id, p.version, p.type,
                   p.before || convert_to(p.at_position::text || ',"recorded_at":"'
                       || to_char(p.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'UTF8') || p.after
                from (select t.tenant_id, t.at, e.stream_id, e.version, e.type, e.before, e.after,
                             t.upto - t.size + row_number() over (partition by e.append order by e.n) as at_position
                        from unnest(e_append, e_streams, e_versions, e_types, e_before, e_after)
                            with ordinality as e (append, stream_id, version, type, before, after, n)
                        join taken t on t.n = e.append) as p
    ), commands as (
        insert into command (tenant_id, command_id, digest, result, position, recorded_at)
            select tenant_id, command_id, digest, result, upto, at from taken
    ), disclosures as (
        insert into disclosure (tenant_id, digest, key_id, ciphertext)
            select t.tenant_id, d.digest, d.key_id, d.ciphertext
                from unnest(d_append, d_digests, d_keys, d_ciphertexts) as d (append, digest, key_id, ciphertext)
                join taken t on t.n = d.append
    ), moved as (
        update head set position = m.position, recorded_at = m.at
            from (select tenant_id, max(upto) as position, max(at) as at from taken group by tenant_id) as m
            where head.tenant_id = m.tenant_id
    )
    select a.n, coalesce(a.refused, case when c.n is null then 'stored' else 'conflict' end),
           t.upto::bigint, t.at, c.stream_id, c.expected, c.actual
        from asked a
        left join conflict c on c.n = a.n
        left join taken t on t.n = a.n;
end
$$;

alter function append_group owner to concord_appender;

revoke all on function append_group from public;

grant execute on function append_group to concord_app;
