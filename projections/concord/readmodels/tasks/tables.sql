-- Needs as they stand, and every claim that was laid to one.
create table task (
    tenant_id uuid not null,
    generation smallint not null,
    id uuid not null,
    alliance uuid not null,
    organization uuid not null,         -- whose need it is
    title text not null,
    category text,
    description text not null,          -- digest
    contact_subject uuid,
    contact_digests jsonb not null,     -- array of text
    status text not null,
    claimant uuid,                      -- who has it, or completed it
    claim integer,                      -- version of the claim that stands
    listed_on date not null,
    listed_at timestamptz not null,
    due_on date,                        -- of claiming or completion; null: neither is due
    result text,                        -- digest
    satisfaction text,
    comment text,                       -- digest
    released integer not null,
    version integer not null,
    position bigint not null,
    primary key (tenant_id, generation, id)
);

create index task_by_time on task (tenant_id, generation, listed_at, id);

create index task_by_alliance on task (tenant_id, generation, alliance, listed_at, id);

create index task_by_organization on task (tenant_id, generation, organization, listed_at, id);

create index task_by_claimant on task (tenant_id, generation, claimant, listed_at, id);

select concord.protect('task');

create table task_claim (
    tenant_id uuid not null,
    generation smallint not null,
    task uuid not null,
    version integer not null,           -- the task's, after the claim
    claimant uuid not null,
    side text not null,                 -- which side claimed
    resource uuid,
    claimed_on date not null,           -- the ledger's day
    due_on date not null,               -- completion
    ended_on date,                      -- the ledger's day on which it was completed, released or given up
    outcome text,                       -- COMPLETED, RELEASED, WITHDRAWN; null: it stands
    note text,                          -- digest: of the result or the reason
    position bigint not null,
    primary key (tenant_id, generation, task, version)
);

select concord.protect('task_claim');
