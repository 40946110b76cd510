-- As before, but what is up to date is not read: of ten thousand webhooks in which nothing happens a look at everybody
-- read every one. Materialized, because the planner would begin with the webhooks.
create index subscriber_behind on subscriber (tenant_id, acknowledged) where state = 'ACTIVE' and delivery = 'WEBHOOK';

create or replace function webhooks_due(p_limit integer) returns table (tenant_id uuid, name text)
language sql stable security definer
set search_path = concord, pg_temp set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
    with behind as materialized
         (select s.tenant_id, s.name
            from head h
            join subscriber s on s.tenant_id = h.tenant_id and s.acknowledged < h.position
           where s.state = 'ACTIVE' and s.delivery = 'WEBHOOK' and h.state <> 'SUSPENDED')
    select w.tenant_id, w.name
      from behind b
      join webhook w on w.tenant_id = b.tenant_id and w.name = b.name
     where w.next_at <= clock_timestamp() and w.leased_until <= clock_timestamp()
     order by greatest(w.next_at, w.leased_until), w.tenant_id, w.name
     limit p_limit
$$;

create or replace function webhooks_due_of(p_tenants uuid[], p_limit integer) returns table (tenant_id uuid, name text)
language sql stable security definer
set search_path = concord, pg_temp set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
    with behind as materialized
         (select s.tenant_id, s.name
            from head h
            join subscriber s on s.tenant_id = h.tenant_id and s.acknowledged < h.position
           where h.tenant_id = any (p_tenants)
             and s.state = 'ACTIVE' and s.delivery = 'WEBHOOK' and h.state <> 'SUSPENDED')
    select w.tenant_id, w.name
      from behind b
      join webhook w on w.tenant_id = b.tenant_id and w.name = b.name
     where w.next_at <= clock_timestamp() and w.leased_until <= clock_timestamp()
     order by greatest(w.next_at, w.leased_until), w.tenant_id, w.name
     limit p_limit
$$;
