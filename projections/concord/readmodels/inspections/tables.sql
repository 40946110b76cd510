-- Inspections as they stand, and every finding from its record to its end.
create table inspection (
    tenant_id uuid not null,
    generation smallint not null,
    id uuid not null,
    alliance uuid not null,
    kind text not null,
    inspector uuid,                     -- null: the committee
    subject uuid not null,
    title text not null,
    planned_on date not null,
    planned_at timestamptz not null,
    status text not null,
    carried_out_on date,
    note text,                          -- digest: what was seen, or why it was cancelled
    findings integer not null,
    unfinished integer not null,        -- findings not verified yet
    version integer not null,
    position bigint not null,
    primary key (tenant_id, generation, id)
);

create index inspection_by_time on inspection (tenant_id, generation, planned_at, id);

create index inspection_by_alliance on inspection (tenant_id, generation, alliance, planned_at, id);

create index inspection_by_subject on inspection (tenant_id, generation, subject, planned_at, id);

select concord.protect('inspection');

create table inspection_finding (
    tenant_id uuid not null,
    generation smallint not null,
    inspection uuid not null,
    id uuid not null,
    alliance uuid not null,
    subject uuid not null,              -- who must put it right
    inspector uuid,
    number integer not null,
    kind text not null,
    title text not null,
    description text,                   -- digest
    status text not null,
    due_on date,                        -- of putting right, or of the check; null: verified
    found_on date not null,             -- the ledger's day
    found_at timestamptz not null,
    rectified_on date,
    on_time boolean,                    -- of putting right, the last time
    measures text,                      -- digest
    verified_on date,
    note text,                          -- digest: of the check
    rejected integer not null,
    position bigint not null,
    primary key (tenant_id, generation, inspection, id)
);

create index inspection_finding_by_time on inspection_finding (tenant_id, generation, found_at, id);

create index inspection_finding_by_deadline on inspection_finding (tenant_id, generation, due_on)
    where due_on is not null;

select concord.protect('inspection_finding');
