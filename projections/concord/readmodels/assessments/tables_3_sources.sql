-- Where scores come from: self-reports, and counts of the ledger.
alter table assessment_score
    add column measured jsonb,          -- object: how it was computed from the ledger
    add column reviews integer;         -- version of the self-report that it reviews

alter table assessment
    add column four_eyes boolean not null default false;

alter table scheme_edition
    add column four_eyes boolean not null default false;

create table assessment_self_report (
    tenant_id uuid not null,
    generation smallint not null,
    assessment uuid not null,
    organization uuid not null,
    indicator text collate "C" not null,
    claimed numeric not null,
    evidence jsonb not null,            -- array of ledger positions
    statement text,                     -- digest
    filed_on date not null,
    filed_at integer not null,          -- the assessment's version that stated it
    position bigint not null,
    primary key (tenant_id, generation, assessment, organization, indicator)
);

select concord.protect('assessment_self_report');
