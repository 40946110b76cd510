-- As before, and those served later than now: the clock was put back since, so whether that was before the stream
-- was lost cannot be told. They are compared with the stream once more.
create or replace function publications_behind(p_since timestamptz, p_limit integer) returns table (tenant_id uuid, name text)
language sql stable security definer
set search_path = concord, pg_temp set enable_seqscan = on set enable_hashjoin = on as $$
    select h.tenant_id, 'publisher'
      from head h
      left join progress p on p.tenant_id = h.tenant_id and p.name = 'publisher'
     where h.position > 0 and not coalesce(p.parked, false)
       and (h.position > coalesce(p.position, 0) or coalesce(p.served_at, '-infinity') < p_since
            or p.served_at > clock_timestamp())
     order by p.served_at nulls first, h.tenant_id
     limit p_limit
$$;
