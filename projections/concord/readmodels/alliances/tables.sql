-- Alliances with their members, terms of the chair, applications, charters and breaches.
-- Names sort by code point: the same on every machine.
create table alliance (
    tenant_id uuid not null,
    generation smallint not null,
    id uuid not null,
    name text collate "C" not null,
    kind text not null,
    status text not null,               -- PROPOSED, APPROVED, DISSOLVED
    purpose text,                       -- digest
    authority text,
    document text,
    proposed_on date not null,
    approved_on date,
    dissolved_on date,
    dissolution_reason text,            -- digest
    members integer not null,
    version integer not null,
    position bigint not null,
    primary key (tenant_id, generation, id)
);

create index alliance_by_name on alliance (tenant_id, generation, name, id);

select concord.protect('alliance');

-- Every membership there was: an organization that leaves and joins again has two.
create table alliance_member (
    tenant_id uuid not null,
    generation smallint not null,
    alliance uuid not null,
    organization uuid not null,
    since integer not null,             -- the alliance's version at which it joined
    tier text not null,
    tier_since date not null,
    standing text not null,             -- MEMBER, LEFT, REMOVED, DISSOLVED
    joined_on date not null,
    joined_by text not null,
    left_on date,                       -- first day on which it is no member
    reason text,                        -- digest: why it left
    position bigint not null,
    primary key (tenant_id, generation, alliance, organization, since)
);

create index alliance_member_by_organization
    on alliance_member (tenant_id, generation, organization, alliance);

select concord.protect('alliance_member');

-- Terms of the chair. A term that was cut short ends on the day it did; one that never began ends before it starts.
create table chair_term (
    tenant_id uuid not null,
    generation smallint not null,
    alliance uuid not null,
    since integer not null,             -- the alliance's version at which it was given
    organization uuid not null,
    title text not null,
    starts_on date not null,
    ends_on date not null,
    basis text not null,
    resolution text,
    vacated_on date,
    vacancy_cause text,
    reason text,                        -- digest: why it was vacated
    handed_over_on date,
    handover_notes text,                -- digest
    position bigint not null,
    primary key (tenant_id, generation, alliance, since)
);

create index chair_term_by_organization on chair_term (tenant_id, generation, organization, starts_on);

select concord.protect('chair_term');

create table membership_application (
    tenant_id uuid not null,
    generation smallint not null,
    alliance uuid not null,
    application uuid not null,
    organization uuid not null,
    tier text not null,
    status text not null,               -- APPLIED, CONSULTED, ADMITTED, REFUSED
    applied_on date not null,
    statement text,                     -- digest
    lead_unit uuid,
    favourable boolean,
    opinion text,                       -- digest
    decided_on date,
    reason text,                        -- digest: why it was refused
    position bigint not null,
    primary key (tenant_id, generation, alliance, application)
);

select concord.protect('membership_application');

-- Charters in the order of adoption; the one in force on a day is the last effective by then.
create table alliance_charter (
    tenant_id uuid not null,
    generation smallint not null,
    alliance uuid not null,
    since integer not null,             -- the alliance's version at which it was adopted
    effective_on date not null,
    resolution text not null,
    charter jsonb not null,
    position bigint not null,
    primary key (tenant_id, generation, alliance, since)
);

select concord.protect('alliance_charter');

create table alliance_breach (
    tenant_id uuid not null,
    generation smallint not null,
    alliance uuid not null,
    breach uuid not null,
    rule text not null,
    tier text not null,
    members integer not null,           -- of the tier, last known
    bound integer not null,             -- the limit that does not hold
    recorded_on date not null,
    cure_by date not null,
    cured_on date,
    position bigint not null,
    primary key (tenant_id, generation, alliance, breach)
);

select concord.protect('alliance_breach');
