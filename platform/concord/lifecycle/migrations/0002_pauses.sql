-- While a tenant is suspended nothing of it leaves and no policy acts. What waits is found again when it is
-- resumed. Of a closed tenant everything is published to the end; no policy acts any more.
create or replace function publications_behind(p_since timestamptz, p_limit integer) returns table (tenant_id uuid, name text)
language sql stable security definer
set search_path = concord, pg_temp set enable_seqscan = on set enable_hashjoin = on as $$
    select h.tenant_id, 'publisher'
      from head h
      left join progress p on p.tenant_id = h.tenant_id and p.name = 'publisher'
     where h.position > 0 and h.state <> 'SUSPENDED' and not coalesce(p.parked, false)
       and (h.position > coalesce(p.position, 0) or coalesce(p.served_at, '-infinity') < p_since
            or p.served_at > clock_timestamp())
     order by p.served_at nulls first, h.tenant_id
     limit p_limit
$$;

create or replace function webhooks_due(p_limit integer) returns table (tenant_id uuid, name text)
language sql stable security definer set search_path = concord, pg_temp as $$
    select w.tenant_id, w.name
      from webhook w
      join subscriber s on s.tenant_id = w.tenant_id and s.name = w.name
      join head h on h.tenant_id = w.tenant_id
     where s.state = 'ACTIVE' and s.delivery = 'WEBHOOK' and h.state <> 'SUSPENDED' and h.position > s.acknowledged
       and w.next_at <= clock_timestamp() and w.leased_until <= clock_timestamp()
     order by greatest(w.next_at, w.leased_until), w.tenant_id, w.name
     limit p_limit
$$;

create or replace function policies_behind(p_policies text[], p_limit integer) returns table (tenant_id uuid)
language sql stable security definer
set search_path = concord, pg_temp set enable_seqscan = on set enable_hashjoin = on as $$
    select w.tenant_id
      from (select h.tenant_id, g.served_at
              from head h
              left join policy_progress g on g.tenant_id = h.tenant_id
             where h.position > coalesce(g.position, 0) and exists (select from policy)
            union all
            select r.tenant_id, min(r.try_at)
              from reaction r
             where r.tenant_id is not null and r.state = 'PENDING' and r.try_at <= clock_timestamp()
               and r.policy = any(p_policies)
             group by r.tenant_id) as w
      join head a on a.tenant_id = w.tenant_id and a.state = 'ACTIVE'
     group by w.tenant_id
     order by min(w.served_at) nulls first, w.tenant_id
     limit p_limit
$$;
