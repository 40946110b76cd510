-- Publication of results and objections to them.
alter table assessment
    add column publication_days integer,        -- null: results are final at once
    add column published_on date,
    add column objections_until date,
    add column objections integer not null default 0,
    add column open_objections integer not null default 0;

alter table scheme_edition
    add column publication_days integer;

create table assessment_objection (
    tenant_id uuid not null,
    generation smallint not null,
    assessment uuid not null,
    objection integer not null,
    organization uuid not null,
    indicator text not null,
    status text not null,               -- PENDING, UPHELD, DISMISSED
    statement text not null,            -- digest
    evidence jsonb not null,            -- array of ledger positions
    raised_on date not null,
    raised_position bigint not null,
    previous numeric,
    score numeric,                      -- null: dismissed, or a veto lifted
    reason text,                        -- digest
    decision_evidence jsonb,            -- array of ledger positions
    decided_on date,
    position bigint not null,
    primary key (tenant_id, generation, assessment, objection)
);

select concord.protect('assessment_objection');
