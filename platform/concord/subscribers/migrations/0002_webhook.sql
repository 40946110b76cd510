-- Where events of a subscriber are sent, and what signs them (encrypted under a key of the key store).
-- `attempts` are those of the event `failing`; a receiver that fails waits until `next_at`.
-- `leased_until`: a worker is at it; one that died lets go by time.
create table webhook (
    tenant_id uuid not null,
    name text not null,
    url text not null check (length(url) <= 2000),
    secret bytea not null,
    previous_secret bytea,
    previous_until timestamptz,
    attempts integer not null default 0,
    failing bigint not null default 0,
    next_at timestamptz not null default '-infinity',
    leased_until timestamptz not null default '-infinity',
    primary key (tenant_id, name),
    foreign key (tenant_id, name) references subscriber (tenant_id, name)
);

select protect('webhook');

grant insert, update on webhook to concord_app;

grant select on webhook to concord_appender;

-- Webhooks that have something to send and whose time has come, the longest waiting first.
create function webhooks_due(p_limit integer) returns table (tenant_id uuid, name text)
language sql stable security definer set search_path = concord, pg_temp as $$
    select w.tenant_id, w.name
      from webhook w
      join subscriber s on s.tenant_id = w.tenant_id and s.name = w.name
      join head h on h.tenant_id = w.tenant_id
     where s.state = 'ACTIVE' and s.delivery = 'WEBHOOK' and h.position > s.acknowledged
       and w.next_at <= clock_timestamp() and w.leased_until <= clock_timestamp()
     order by greatest(w.next_at, w.leased_until), w.tenant_id, w.name
     limit p_limit
$$;

alter function webhooks_due owner to concord_appender;

revoke all on function webhooks_due from public;

grant execute on function webhooks_due to concord_projector;
