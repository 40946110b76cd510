-- Organizations with their profile. Names sort by code point: the same on every machine, so that a page
-- of today and a replay elsewhere agree.
create table organization (
    tenant_id uuid not null,
    generation smallint not null,
    id uuid not null,
    credit_code text not null,
    name text collate "C" not null,
    kind text not null,
    party_form text not null,
    party_members integer not null,
    affiliated_enterprises integer not null,
    area text not null,
    industry text not null,
    contact_subject uuid,
    contact_digests jsonb not null,     -- array of text: name and phone are disclosures
    registered_on date not null,
    deregistered_on date,
    successor uuid,
    version integer not null,
    position bigint not null,
    primary key (tenant_id, generation, id)
);

create index organization_by_name on organization (tenant_id, generation, name, id);

select concord.protect('organization');

-- Which alliances an organization belongs to now: kept here too, so that either read model can be
-- rebuilt, or be parked, without the other.
create table organization_membership (
    tenant_id uuid not null,
    generation smallint not null,
    alliance uuid not null,
    organization uuid not null,
    joined_on date not null,
    position bigint not null,
    primary key (tenant_id, generation, alliance, organization)
);

create index organization_membership_by_organization
    on organization_membership (tenant_id, generation, organization, alliance);

select concord.protect('organization_membership');
