-- Shared resources as they stand, the lists that they are on, and their bookings.
create table resource (
    tenant_id uuid not null,
    generation smallint not null,
    id uuid not null,
    alliance uuid not null,
    owner uuid not null,
    kind text not null,
    name text not null,
    description text,                   -- digest
    person_subject uuid,
    person_digests jsonb not null,      -- array of text
    capacity integer,
    venue_class text,
    accepted_on date,                   -- when the class was given
    shared_on date not null,
    shared_at timestamptz not null,
    withdrawn_on date,
    requested integer not null,         -- bookings ever asked for
    used integer not null,              -- bookings that took place
    persons integer not null,           -- who came to them
    ratings integer not null,
    stars integer not null,             -- of all ratings together
    version integer not null,
    position bigint not null,
    primary key (tenant_id, generation, id)
);

create index resource_by_time on resource (tenant_id, generation, shared_at, id);

create index resource_by_alliance on resource (tenant_id, generation, alliance, shared_at, id);

create index resource_by_owner on resource (tenant_id, generation, owner, shared_at, id);

select concord.protect('resource');

create table resource_listing (
    tenant_id uuid not null,
    generation smallint not null,
    resource uuid not null,
    list_code text not null,
    list_name text not null,
    listed_on date not null,
    primary key (tenant_id, generation, resource, list_code)
);

create index resource_listing_by_list on resource_listing (tenant_id, generation, list_code, resource);

select concord.protect('resource_listing');

create table booking (
    tenant_id uuid not null,
    generation smallint not null,
    id uuid not null,
    resource uuid not null,
    alliance uuid not null,
    owner uuid not null,                -- whose the resource is
    organization uuid not null,         -- who asks
    title text not null,
    starts_on date not null,
    starts_at text not null,            -- HH:MM
    ends_on date not null,
    ends_at text not null,
    persons integer,                    -- expected
    came integer,
    contact_subject uuid,
    contact_digests jsonb not null,     -- array of text
    status text not null,
    due_on date,                        -- of the answer; null: answered, or given up
    answered_on date,                   -- the ledger's day
    on_time boolean,                    -- of the answer; null: not answered
    note text,                          -- digest: of the answer, or of why it was given up
    stars integer,
    comment text,                       -- digest
    requested_on date not null,
    requested_at timestamptz not null,
    version integer not null,
    position bigint not null,
    primary key (tenant_id, generation, id)
);

create index booking_by_time on booking (tenant_id, generation, requested_at, id);

create index booking_by_resource on booking (tenant_id, generation, resource, starts_on);

create index booking_by_alliance on booking (tenant_id, generation, alliance, requested_at, id);

create index booking_by_organization on booking (tenant_id, generation, organization, requested_at, id);

create index booking_by_owner on booking (tenant_id, generation, owner, requested_at, id);

select concord.protect('booking');
