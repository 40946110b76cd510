-- Who follows a tenant's events, from where and how (docs/decisions/0011). `revision` counts what people
-- changed, `provisioned` says which of it the worker has carried out in NATS; `generation` counts the positions
-- that it was set to: each has a consumer of its own.
create table subscriber (
    tenant_id uuid not null references tenant (id),
    name text not null check (name ~ '^[a-z][a-z0-9-]{1,30}$'),
    filters text[] not null check (cardinality(filters) <= 100),
    delivery text not null check (delivery in ('PULL', 'WEBHOOK')),
    state text not null check (state in ('ACTIVE', 'PAUSED', 'REMOVED')),
    starts_after bigint not null check (starts_after >= 0),
    generation integer not null default 1,
    revision integer not null default 1,
    registered_at timestamptz not null,
    registered_by text not null,
    provisioned integer not null default 0,
    provisioned_generation integer not null default 0,
    acknowledged bigint not null default 0,
    waiting bigint not null default 0,
    redelivered bigint not null default 0,
    delivered_at timestamptz,
    trouble text not null default '',
    primary key (tenant_id, name)
);

select protect('subscriber');

grant insert, update on subscriber to concord_app;

-- NATS users of a subscriber, by public key: what was issued is nowhere kept. A revoked one stays revoked,
-- also when the subscriber is gone and another one has its name.
create table subscriber_credential (
    tenant_id uuid not null references tenant (id),
    public_key text not null,
    name text not null,
    issued_at timestamptz not null,
    issued_by text not null,
    revoked_at timestamptz,
    primary key (tenant_id, public_key)
);

select protect('subscriber_credential');

grant insert, update on subscriber_credential to concord_app;

-- Who changed what, for ever. A command id that comes again finds its change here and is not done twice.
create table subscriber_change (
    tenant_id uuid not null references tenant (id),
    command_id uuid not null,
    digest bytea not null,
    name text not null,
    what text not null,
    actor text not null,
    at timestamptz not null,
    primary key (tenant_id, command_id)
);

select protect('subscriber_change', false);

grant insert on subscriber_change to concord_app;

grant select on subscriber, subscriber_credential to concord_appender;

-- Tenants of which something is to be carried out; and with p_all every tenant that has subscribers.
create function tenants_to_provision(p_all boolean, p_after text, p_limit integer)
returns table (tenant_id uuid, code text)
language sql stable security definer set search_path = concord, pg_temp as $$
    select t.id, t.code
      from tenant t
     where t.code > p_after
       and exists (select from subscriber s
                    where s.tenant_id = t.id and (p_all and s.state <> 'REMOVED' or s.revision <> s.provisioned))
     order by t.code
     limit p_limit
$$;

alter function tenants_to_provision owner to concord_appender;

revoke all on function tenants_to_provision from public;

grant execute on function tenants_to_provision to concord_projector;
