-- What members share and lend, and the money of their alliances, by the days that place each fact.
create table figure_resource (
    tenant_id uuid not null,
    generation smallint not null,
    resource uuid not null,
    alliance uuid not null,
    shared_on date not null,
    withdrawn_on date,
    position bigint not null,
    primary key (tenant_id, generation, resource)
);

select concord.protect('figure_resource');

create table figure_listing (
    tenant_id uuid not null,
    generation smallint not null,
    resource uuid not null,
    list_code text not null,
    version integer not null,           -- the resource's, at which it was put on the list or taken off
    day date not null,
    listed boolean not null,
    position bigint not null,
    primary key (tenant_id, generation, resource, list_code, version)
);

select concord.protect('figure_listing');

create table figure_booking (
    tenant_id uuid not null,
    generation smallint not null,
    booking uuid not null,
    resource uuid not null,
    requested_on date not null,
    used_on date,
    persons integer not null,           -- who came
    position bigint not null,
    primary key (tenant_id, generation, booking)
);

select concord.protect('figure_booking');

create table figure_fund (
    tenant_id uuid not null,
    generation smallint not null,
    fund uuid not null,
    alliance uuid not null,
    purpose text not null,              -- the fund's code
    position bigint not null,
    primary key (tenant_id, generation, fund)
);

select concord.protect('figure_fund');

create table figure_movement (
    tenant_id uuid not null,
    generation smallint not null,
    fund uuid not null,
    version integer not null,
    kind text not null,                 -- BUDGET, CONTRIBUTION, CARRIED_OVER, GRANT, PAYMENT, REVERSAL, CLOSING
    item text,
    amount numeric not null,            -- yuan, never negative
    day date not null,
    position bigint not null,
    primary key (tenant_id, generation, fund, version)
);

select concord.protect('figure_movement');
