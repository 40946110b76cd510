-- Key projects as they stand, who has claimed them, and how far they have come.
create table key_project (
    tenant_id uuid not null,
    generation smallint not null,
    id uuid not null,
    alliance uuid not null,
    year integer not null,
    kind text not null,
    title text not null,
    proposer uuid,                      -- null: the alliance's office
    description text,                   -- digest
    status text not null,
    proposed_on date not null,
    meeting uuid,                       -- that selected it
    resolution uuid,
    selected_on date,
    ended_on date,                      -- completed or dropped
    result text,                        -- digest: of the result, or of the reason for dropping it
    version integer not null,
    position bigint not null,
    primary key (tenant_id, generation, id)
);

create index key_project_by_year on key_project (tenant_id, generation, year, id);

create index key_project_by_alliance on key_project (tenant_id, generation, alliance, year, id);

select concord.protect('key_project');

create table key_project_claim (
    tenant_id uuid not null,
    generation smallint not null,
    project uuid not null,
    organization uuid not null,
    claimed_on date not null,
    due_on date,
    position bigint not null,
    primary key (tenant_id, generation, project, organization)
);

create index key_project_claim_by_organization on key_project_claim (tenant_id, generation, organization, project);

select concord.protect('key_project_claim');

create table key_project_milestone (
    tenant_id uuid not null,
    generation smallint not null,
    project uuid not null,
    version integer not null,           -- the project's, after it was reached
    milestone text not null,
    note text,                          -- digest
    reached_on date not null,
    position bigint not null,
    primary key (tenant_id, generation, project, version)
);

select concord.protect('key_project_milestone');
