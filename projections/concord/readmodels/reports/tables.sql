-- Reports of periods, and what was submitted each time.
create table report (
    tenant_id uuid not null,
    generation smallint not null,
    id uuid not null,
    alliance uuid not null,
    period text not null,
    starts_on date not null,
    ends_on date not null,
    recipient text not null,
    due_on date not null,
    status text not null,               -- DRAFT, SUBMITTED, RETURNED, ACCEPTED
    submissions integer not null,
    judged_on date,                     -- of the last submission
    on_time boolean,                    -- of the last submission
    drafted_on date not null,
    version integer not null,
    position bigint not null,
    primary key (tenant_id, generation, id)
);

create index report_by_due on report (tenant_id, generation, due_on, id);

create index report_by_alliance on report (tenant_id, generation, alliance, due_on, id);

select concord.protect('report');

create table report_submission (
    tenant_id uuid not null,
    generation smallint not null,
    report uuid not null,
    submission integer not null,        -- from 1
    definition integer not null,
    counted_to bigint not null,         -- ledger position
    figures jsonb not null,             -- array of {"code", "of", "value"}
    judged_on date not null,
    on_time boolean not null,
    summary text,                       -- digest
    submitted_on date not null,
    submitted_at timestamptz not null,
    submitted_position bigint not null,
    verdict text,                       -- RETURNED, ACCEPTED; null: under review
    remarks text,                       -- digest
    judged_position bigint,
    position bigint not null,
    primary key (tenant_id, generation, report, submission)
);

select concord.protect('report_submission');
