-- Groups of alliances with their leadership, members and persons; pairings; agreements. What is over stays.
create table alliance_group (
    tenant_id uuid not null,
    generation smallint not null,
    alliance uuid not null,
    id uuid not null,
    code text not null,
    kind text not null,
    name text not null,
    formed_on date not null,
    dissolved_on date,
    reason text,                        -- digest: why it was dissolved
    position bigint not null,
    primary key (tenant_id, generation, alliance, id)
);

select concord.protect('alliance_group');

create table group_leader (
    tenant_id uuid not null,
    generation smallint not null,
    alliance uuid not null,
    group_id uuid not null,
    place integer not null,             -- in the leadership's order
    deputy boolean not null,
    subject uuid not null,
    digests jsonb not null,             -- of the person's values
    organization uuid,
    set_on date not null,
    position bigint not null,
    primary key (tenant_id, generation, alliance, group_id, place)
);

create index group_leader_by_group on group_leader (tenant_id, generation, group_id);

select concord.protect('group_leader');

create table group_member (
    tenant_id uuid not null,
    generation smallint not null,
    alliance uuid not null,
    group_id uuid not null,
    organization uuid not null,
    grouped_on date not null,
    position bigint not null,
    primary key (tenant_id, generation, alliance, group_id, organization)
);

create index group_member_by_group on group_member (tenant_id, generation, group_id);

select concord.protect('group_member');

create table group_person (
    tenant_id uuid not null,
    generation smallint not null,
    alliance uuid not null,
    group_id uuid not null,
    subject uuid not null,
    digests jsonb not null,             -- of the person's values
    organization uuid,
    duty text not null,
    grouped_on date not null,
    position bigint not null,
    primary key (tenant_id, generation, alliance, group_id, subject)
);

create index group_person_by_group on group_person (tenant_id, generation, group_id);

select concord.protect('group_person');

create table pairing (
    tenant_id uuid not null,
    generation smallint not null,
    alliance uuid not null,
    id uuid not null,
    organization uuid not null,
    partner uuid not null,
    scheme text not null,
    formed_on date not null,
    aim text,                           -- digest
    ended_on date,
    reason text,                        -- digest: why it ended
    position bigint not null,
    primary key (tenant_id, generation, alliance, id)
);

create index pairing_by_partner on pairing (tenant_id, generation, partner);

select concord.protect('pairing');

create table agreement (
    tenant_id uuid not null,
    generation smallint not null,
    alliance uuid not null,
    id uuid not null,
    organization uuid not null,
    title text not null,
    year integer not null,
    signed_on date not null,
    document text not null,
    position bigint not null,
    primary key (tenant_id, generation, alliance, id)
);

select concord.protect('agreement');
