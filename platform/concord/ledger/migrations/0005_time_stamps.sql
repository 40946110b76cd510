-- Time stamps of checkpoints (RFC 3161), by an authority that the operator has configured.
create table time_stamp (
    tenant_id uuid not null,
    epoch integer not null,
    size bigint not null,
    authority text not null,            -- address that was asked
    reply bytea not null check (octet_length(reply) <= 65536),  -- TimeStampResp, DER
    stamped_at timestamptz not null,    -- by the authority's clock
    primary key (tenant_id, epoch, size, authority)
);

select protect('time_stamp', false);

grant insert on time_stamp to concord_sealer;

create trigger time_stamp_insert_only before update or delete on time_stamp
    for each row execute function refuse_change();

create trigger time_stamp_never_truncated before truncate on time_stamp
    for each statement execute function refuse_change();

-- Tenants with a checkpoint that is newer than their last stamp, which is older than p_before (or missing).
-- A simulated tenant brings its own time: there is nothing to prove about it.
create function stamps_due(p_authority text, p_before timestamptz, p_limit integer)
returns table (tenant_id uuid)
language sql stable security definer set search_path = concord, pg_temp as $$
    select h.tenant_id
      from head h                                     -- every tenant: the stamper serves all of them
      cross join lateral (select c.epoch, c.size from checkpoint c where c.tenant_id = h.tenant_id
                           order by c.epoch desc, c.size desc limit 1) as k
      left join lateral (select s.epoch, s.size, s.stamped_at from time_stamp s
                          where s.tenant_id = h.tenant_id and s.authority = p_authority
                          order by s.epoch desc, s.size desc limit 1) as t on true
     where not h.simulated
       and (t.size is null or ((k.epoch, k.size) <> (t.epoch, t.size) and t.stamped_at < p_before))
     order by t.stamped_at nulls first, h.tenant_id
     limit p_limit
$$;

grant select on time_stamp to concord_appender;

alter function stamps_due owner to concord_appender;

revoke all on function stamps_due from public;

grant execute on function stamps_due to concord_sealer;
