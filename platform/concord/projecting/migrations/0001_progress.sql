-- How far each consumer of a tenant's ledger has come. One row moves all live read models of a tenant
-- (`readmodels`): a row per read model ran at a fifth of the speed with twelve of them. A read model that
-- is parked, or not yet level with the others, has a row of its own (`readmodel:<name>`).
-- The row's lock is the claim: whoever holds it serves this tenant, nobody is a leader.
create table progress (
    tenant_id uuid not null references tenant (id),
    name text not null check (name in ('readmodels', 'publisher') or name like 'readmodel:_%'),
    position bigint not null default 0 check (position >= 0),
    parked boolean not null default false,
    served_at timestamptz not null default '-infinity',
    primary key (tenant_id, name)
) with (fillfactor = 50);

select protect('progress');

-- Which generation of a read model's rows answers queries. A rebuild fills another one beside it.
create table read_model (
    tenant_id uuid not null references tenant (id),
    name text not null,
    generation smallint not null check (generation > 0),
    version integer not null,
    primary key (tenant_id, name)
);

select protect('read_model');

-- Why a consumer of one tenant is parked: the first event that it could not take.
create table dead_letter (
    tenant_id uuid not null references tenant (id),
    projection text not null,
    position bigint not null,
    type text not null,
    error text not null,
    attempts integer not null,
    first_at timestamptz not null,
    at timestamptz not null,
    primary key (tenant_id, projection)
);

select protect('dead_letter');

-- A rebuild in progress. `holder` is a token of the process that builds: a later one takes it over.
create table rebuild (
    tenant_id uuid not null references tenant (id),
    name text not null,
    generation smallint not null,
    position bigint not null,
    holder uuid not null,
    started_at timestamptz not null,
    primary key (tenant_id, name)
);

select protect('rebuild');

grant select on progress, read_model, dead_letter, rebuild to concord_appender;
