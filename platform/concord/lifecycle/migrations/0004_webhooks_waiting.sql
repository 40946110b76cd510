-- Webhooks that failed or were left in the middle, a few of all: a look for those whose time has come, once a second,
-- reads no other. What has something new to send is told by NOTIFY.
create index webhook_waiting on webhook (next_at) where attempts > 0 or leased_until > '-infinity';

create function webhooks_waiting(p_limit integer) returns table (tenant_id uuid, name text)
language sql stable security definer set search_path = concord, pg_temp set enable_seqscan = off as $$
    select w.tenant_id, w.name
      from webhook w
      join subscriber s on s.tenant_id = w.tenant_id and s.name = w.name
      join head h on h.tenant_id = w.tenant_id
     where (w.attempts > 0 or w.leased_until > '-infinity')
       and w.next_at <= clock_timestamp() and w.leased_until <= clock_timestamp()
       and s.state = 'ACTIVE' and s.delivery = 'WEBHOOK' and h.state <> 'SUSPENDED' and h.position > s.acknowledged
     order by greatest(w.next_at, w.leased_until), w.tenant_id, w.name
     limit p_limit
$$;

alter function webhooks_waiting owner to concord_appender;

revoke all on function webhooks_waiting from public;

grant execute on function webhooks_waiting to concord_projector;
