-- The Merkle log over each tenant's ledger (RFC 6962, C2SP tlog-tiles): leaf index = position - 1.
-- `epoch` is 1; a new origin, after sealed entries were lost for good, begins the next one from an empty tree.

-- Full tiles: 256 hashes of 32 bytes. Partial ones are derived on read. `root` is the hash over all 256.
create table tile (
    tenant_id uuid not null,
    epoch integer not null check (epoch > 0),
    level smallint not null check (level between 0 and 63),
    index bigint not null check (index >= 0),
    hashes bytea not null check (octet_length(hashes) = 8192),
    root bytea not null check (octet_length(root) = 32),
    primary key (tenant_id, epoch, level, index)
);

-- Hashes do not compress: trying costs time at each insert.
alter table tile alter column hashes set storage external;

select protect('tile', false);

grant insert on tile to concord_sealer;

create table checkpoint (
    tenant_id uuid not null,
    epoch integer not null check (epoch > 0),
    size bigint not null check (size > 0),
    origin text not null,
    root bytea not null check (octet_length(root) = 32),
    note text not null,                 -- as signed, C2SP signed-note
    signed_at timestamptz not null,
    primary key (tenant_id, epoch, size)
);

select protect('checkpoint', false);

grant insert on checkpoint to concord_sealer;

-- Grants already forbid it to every role of the application; this stops the owner's own hand as well.
create trigger tile_insert_only before update or delete on tile
    for each row execute function refuse_change();

create trigger tile_never_truncated before truncate on tile
    for each statement execute function refuse_change();

create trigger checkpoint_insert_only before update or delete on checkpoint
    for each row execute function refuse_change();

create trigger checkpoint_never_truncated before truncate on checkpoint
    for each statement execute function refuse_change();

-- The public half of each key, under each name (origin) it signs by.
create table ledger_key (
    tenant_id uuid not null,
    verifier_key text not null,         -- name+id+base64, C2SP signed-note
    since timestamptz not null,
    primary key (tenant_id, verifier_key)
);

select protect('ledger_key', false);

grant insert on ledger_key to concord_sealer;

-- What the sealer refuses to sign over, now.
create table ledger_alarm (
    tenant_id uuid primary key,
    reason text not null,
    position bigint not null,
    sentence text not null,
    raised_at timestamptz not null
);

select protect('ledger_alarm', false);

grant insert, update, delete on ledger_alarm to concord_sealer;

-- One sealer signs at a time. One row; no tenant's.
create table sealer_lease (
    id boolean primary key default true check (id),
    holder uuid not null,
    host text not null,
    expires_at timestamptz not null
);

-- Takes the lease, or keeps it. False: another sealer has it.
create function hold_lease(p_holder uuid, p_host text, p_seconds integer) returns boolean
language plpgsql security definer set search_path = concord, pg_temp as $$
declare
    v_now timestamptz := clock_timestamp();
begin
    insert into sealer_lease as l (holder, host, expires_at)
        values (p_holder, p_host, v_now + make_interval(secs => p_seconds))
        on conflict (id) do update
            set holder = excluded.holder, host = excluded.host, expires_at = excluded.expires_at
            where l.holder = excluded.holder or l.expires_at < v_now;
    return found;
end
$$;

-- Lets go of it at a proper end, so that the next one need not wait.
create function leave_lease(p_holder uuid) returns void
language sql security definer set search_path = concord, pg_temp as $$
    delete from sealer_lease where holder = p_holder
$$;

-- Whether it is still held, and stays so until the transaction ends: what was signed by a sealer that
-- slept past its lease is never published.
create function has_lease(p_holder uuid) returns boolean
language sql security definer set search_path = concord, pg_temp as $$
    select coalesce((select l.expires_at > clock_timestamp() from sealer_lease l
                        where l.holder = p_holder for share), false)
$$;

-- Last positions, of these tenants or of all. The sealer compares them with what it has sealed.
create function ledger_heads(p_tenants uuid[])
returns table (tenant_id uuid, "position" bigint, simulated boolean)
language sql stable security definer set search_path = concord, pg_temp as $$
    select h.tenant_id, h.position, h.simulated from head h where p_tenants is null or h.tenant_id = any (p_tenants)
$$;

-- The newest checkpoint of every tenant, as far as sizes go: the sealer compares after a start.
create function published_heads() returns table (tenant_id uuid, epoch integer, size bigint)
language sql stable security definer
set search_path = concord, pg_temp set enable_seqscan = on as $$
    select h.tenant_id, c.epoch, c.size
      from head h
      cross join lateral (
          select c.epoch, c.size from checkpoint c where c.tenant_id = h.tenant_id
           order by c.epoch desc, c.size desc limit 1) as c
$$;

-- For `concord status`: who seals, and what is not sealed yet.
create function sealer_status()
returns table (host text, seconds_left double precision, unsealed bigint, tenants_behind bigint)
language sql stable security definer
set search_path = concord, pg_temp set enable_seqscan = on set enable_hashjoin = on as $$
    select l.host, extract(epoch from l.expires_at - clock_timestamp())::double precision,
           u.entries, u.tenants
      from (select coalesce(sum(h.position - c.size), 0)::bigint as entries, count(*) as tenants
              from head h       -- every tenant: what operators look at
              cross join lateral (
                  select coalesce((select c.size from checkpoint c where c.tenant_id = h.tenant_id
                                    order by c.epoch desc, c.size desc limit 1), 0) as size) as c
             where h.position > c.size) as u
      left join sealer_lease l on true
$$;

-- What is wrong now, over all tenants: for the sealer after a start, and for operators.
create function ledger_alarms()
returns table (tenant_id uuid, code text, reason text, "position" bigint, sentence text, raised_at timestamptz)
language sql stable security definer set search_path = concord, pg_temp as $$
    select a.tenant_id, t.code, a.reason, a.position, a.sentence, a.raised_at
      from ledger_alarm a left join tenant t on t.id = a.tenant_id
$$;

grant select, insert, update, delete on sealer_lease to concord_appender;

grant select on checkpoint, ledger_alarm to concord_appender;

alter function hold_lease owner to concord_appender;

alter function leave_lease owner to concord_appender;

alter function has_lease owner to concord_appender;

alter function ledger_heads owner to concord_appender;

alter function published_heads owner to concord_appender;

alter function sealer_status owner to concord_appender;

alter function ledger_alarms owner to concord_appender;

revoke all on function hold_lease, leave_lease, has_lease, ledger_heads, published_heads from public;

revoke all on function sealer_status, ledger_alarms from public;

grant execute on function hold_lease, leave_lease, has_lease, ledger_heads, published_heads to concord_sealer;

grant execute on function sealer_status, ledger_alarms to concord_sealer, concord_projector, concord_owner;
