-- Tenants with something to publish, longest unserved first; and, with p_since, those not served since
-- then: after NATS came back, every tenant's stream is compared with its ledger once.
create function publications_behind(p_since timestamptz, p_limit integer) returns table (tenant_id uuid, name text)
language sql stable security definer
set search_path = concord, pg_temp set enable_seqscan = on set enable_hashjoin = on as $$
    select h.tenant_id, 'publisher'
      from head h
      left join progress p on p.tenant_id = h.tenant_id and p.name = 'publisher'
     where h.position > 0 and not coalesce(p.parked, false)
       and (h.position > coalesce(p.position, 0) or coalesce(p.served_at, '-infinity') < p_since)
     order by p.served_at nulls first, h.tenant_id
     limit p_limit
$$;

alter function publications_behind(timestamptz, integer) owner to concord_appender;

revoke execute on function publications_behind(timestamptz, integer) from public;

grant execute on function publications_behind(timestamptz, integer) to concord_projector;
