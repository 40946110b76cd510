-- Honours: nominated, granted, promoted.
create table honour (
    tenant_id uuid not null,
    generation smallint not null,
    id uuid not null,
    alliance uuid not null,
    kind text not null,                 -- ORGANIZATION, PERSON, CASE
    title text not null,
    period text not null,
    organization uuid not null,
    person_subject uuid,
    person_digests jsonb not null,      -- array
    case_name text,
    assessment uuid,
    rank integer,
    stars integer,
    evidence jsonb not null,            -- array of ledger positions
    citation text not null,             -- digest
    status text not null,               -- NOMINATED, GRANTED, PROMOTED
    nominated_on date not null,
    decided_on date,
    authority text,
    document text,
    scope text,
    version integer not null,
    position bigint not null,
    primary key (tenant_id, generation, id)
);

create index honour_by_day on honour (tenant_id, generation, nominated_on, id);

create index honour_by_organization on honour (tenant_id, generation, organization, nominated_on, id);

select concord.protect('honour');
