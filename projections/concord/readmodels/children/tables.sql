-- What tenants below have released, as this ledger took it in.
create table child_figures (
    tenant_id uuid not null,
    generation smallint not null,
    id uuid not null,
    child text not null,                -- code of the tenant
    child_name text not null,
    child_position bigint not null,     -- of the release, in the child's ledger
    alliance uuid not null,             -- of the child's
    alliance_name text not null,
    kind text not null,
    period text not null,
    starts_on date not null,
    ends_on date not null,
    definition integer not null,
    counted_to bigint not null,         -- position in the child's ledger
    figures jsonb not null,             -- array of {"code", "of", "value"}
    released_on date not null,
    received_at timestamptz not null,
    position bigint not null,
    primary key (tenant_id, generation, id)
);

create index child_figures_by_period on child_figures (tenant_id, generation, period, child);

select concord.protect('child_figures');
