-- Who answers for organizations, serves in them, takes part in them, and what was pledged. What is over stays.
create table supervision (
    tenant_id uuid not null,
    generation smallint not null,
    organization uuid not null,
    since integer not null,             -- the organization's version at which
    line uuid,
    place uuid,
    assigned_on date not null,
    document text not null,
    position bigint not null,
    primary key (tenant_id, generation, organization, since)
);

select concord.protect('supervision');

create table appointment (
    tenant_id uuid not null,
    generation smallint not null,
    organization uuid not null,
    id uuid not null,
    subject uuid not null,
    digests jsonb not null,             -- of the person's values
    role text not null,
    alliance uuid,
    group_id uuid,
    starts_on date not null,
    ends_on date,                       -- last day, as appointed
    ended_on date,                      -- first day of not serving any more
    reason text,                        -- digest: why it ended
    document text not null,
    position bigint not null,
    primary key (tenant_id, generation, organization, id)
);

select concord.protect('appointment');

create table floating_member (
    tenant_id uuid not null,
    generation smallint not null,
    organization uuid not null,
    subject uuid not null,
    since integer not null,             -- the organization's version at which
    digests jsonb not null,             -- of the person's values
    home text not null,
    enrolled_on date not null,
    left_on date,
    reason text,                        -- digest: why the person left
    position bigint not null,
    primary key (tenant_id, generation, organization, subject, since)
);

select concord.protect('floating_member');

create table pledge (
    tenant_id uuid not null,
    generation smallint not null,
    organization uuid not null,
    id uuid not null,
    subject uuid,
    text text not null,                 -- digest
    made_on date not null,
    due_on date,
    fulfilled_on date,
    note text,                          -- digest
    position bigint not null,
    primary key (tenant_id, generation, organization, id)
);

select concord.protect('pledge');
