-- The event store. Every tenant table is keyed first by tenant_id: it makes row-level security cheap
-- and lets the same schema be distributed by tenant (docs/decisions/0004).

create table tenant (
    id uuid primary key,
    code text not null unique check (code ~ '^[a-z][a-z0-9]{1,31}$'),
    name text not null check (char_length(name) between 1 and 200),
    division_code text not null check (division_code ~ '^([0-9]{6}|[0-9]{9}|[0-9]{12})?$'),
    simulated boolean not null,
    created_at timestamptz not null
);

alter table tenant enable row level security;

alter table tenant force row level security;

create policy tenant on tenant
    using (id = (select nullif(current_setting('app.tenant', true), '')::uuid))
    with check (id = (select nullif(current_setting('app.tenant', true), '')::uuid));

grant select on tenant to concord_app, concord_projector, concord_sealer, concord_replayer, concord_auditor;

-- Row-level security and grants, the same for every tenant table. `p_written`: the projector may write it.
create function protect(p_table text, p_written boolean default true) returns void
language plpgsql as $$
begin
    execute format('alter table %I enable row level security', p_table);
    execute format('alter table %I force row level security', p_table);
    -- After a pool resets a session the setting is '', not NULL: nullif, or the cast fails.
    execute format(
        'create policy tenant on %I
            using (tenant_id = (select nullif(current_setting(''app.tenant'', true), '''')::uuid))
            with check (tenant_id = (select nullif(current_setting(''app.tenant'', true), '''')::uuid))',
        p_table);
    execute format('grant select on %I to concord_app, concord_projector, concord_sealer, concord_replayer, concord_auditor', p_table);
    if p_written then
        execute format('grant insert, update, delete on %I to concord_projector', p_table);
    end if;
end
$$;

-- One row a tenant: its lock gives positions, gap-free and in commit order.
-- A low fillfactor keeps hot rows apart and their updates inside the page.
create table head (
    tenant_id uuid primary key references tenant (id),
    position bigint not null,
    recorded_at timestamptz not null,
    simulated boolean not null
) with (fillfactor = 20);

select protect('head', false);

create table event (
    tenant_id uuid not null,
    position bigint not null check (position > 0),
    stream_id uuid not null,
    version integer not null check (version >= 0),
    type text not null,
    entry bytea not null check (octet_length(entry) <= 65535),
    primary key (tenant_id, position),
    unique (tenant_id, stream_id, version)
);

select protect('event', false);

-- Grants already forbid it to every role of the application; this stops the owner's own hand as well.
create function refuse_change() returns trigger
language plpgsql as $$
begin
    raise exception 'the ledger is append-only' using errcode = 'CN009';
end
$$;

create trigger event_append_only before update or delete on event
    for each row execute function refuse_change();

create trigger event_never_truncated before truncate on event
    for each statement execute function refuse_change();

create table command (
    tenant_id uuid not null,
    command_id uuid not null,
    digest bytea not null,
    result bytea not null,
    position bigint not null,
    recorded_at timestamptz not null,
    at timestamptz not null,        -- by the clock on the wall, also where a simulated tenant brings its own time
    primary key (tenant_id, command_id)
);

select protect('command', false);

create table disclosure (
    tenant_id uuid not null,
    digest text not null,
    key_id uuid not null,
    ciphertext bytea not null,
    primary key (tenant_id, digest)
);

select protect('disclosure', false);

-- What a consumer of another ledger has taken in, moved in the same transaction as what it appended.
create table tracking (
    tenant_id uuid not null,
    upstream text not null,
    position bigint not null,
    primary key (tenant_id, upstream)
);

select protect('tracking', false);

-- A cache of aggregates, never evidence: `shape` names the class that wrote it, another shape is not read.
create table snapshot (
    tenant_id uuid not null,
    stream_id uuid not null,
    shape text not null,
    version integer not null,
    state bytea not null,
    primary key (tenant_id, stream_id, shape)
);

select protect('snapshot', false);

grant delete on snapshot to concord_app;

-- The append functions run as concord_appender, which alone may write: under forced row-level security
-- with one tenant set, a group of two tenants would silently lose one append.
grant select, insert on event, command, disclosure to concord_appender;

grant delete on command to concord_appender;

grant select, insert, update on head, tracking, snapshot to concord_appender;

grant select, insert on tenant to concord_appender;
