-- As webhooks_due: nothing of a suspended tenant leaves. A worker that was woken for it would look again and again.
create or replace function webhooks_due_of(p_tenants uuid[], p_limit integer) returns table (tenant_id uuid, name text)
language sql stable security definer set search_path = concord, pg_temp as $$
    select w.tenant_id, w.name
      from webhook w
      join subscriber s on s.tenant_id = w.tenant_id and s.name = w.name
      join head h on h.tenant_id = w.tenant_id
     where w.tenant_id = any (p_tenants)
       and s.state = 'ACTIVE' and s.delivery = 'WEBHOOK' and h.state <> 'SUSPENDED' and h.position > s.acknowledged
       and w.next_at <= clock_timestamp() and w.leased_until <= clock_timestamp()
     order by greatest(w.next_at, w.leased_until), w.tenant_id, w.name
     limit p_limit
$$;
