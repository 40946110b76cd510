-- Assessments of periods with scores and standings, and the schemes that they follow.
create table assessment (
    tenant_id uuid not null,
    generation smallint not null,
    id uuid not null,
    alliance uuid not null,
    scheme uuid not null,
    scheme_code text not null,
    edition integer not null,
    period text not null,
    starts_on date not null,
    ends_on date not null,
    status text not null,               -- OPEN, FINALIZED, AWARDED
    organizations integer not null,     -- assessed
    scores integer not null,            -- given, vetoes not counted
    opened_on date not null,
    finalized_on date,
    version integer not null,
    position bigint not null,
    primary key (tenant_id, generation, id)
);

create index assessment_by_period on assessment (tenant_id, generation, starts_on, id);

create index assessment_by_alliance on assessment (tenant_id, generation, alliance, starts_on, id);

select concord.protect('assessment');

-- Apart from the assessment, which changes with every score: these rules never do.
create table assessment_rules (
    tenant_id uuid not null,
    generation smallint not null,
    assessment uuid not null,
    indicators jsonb not null,
    stars jsonb not null,
    position bigint not null,
    primary key (tenant_id, generation, assessment)
);

select concord.protect('assessment_rules');

create table assessment_score (
    tenant_id uuid not null,
    generation smallint not null,
    assessment uuid not null,
    organization uuid not null,
    indicator text collate "C" not null,
    score numeric,                      -- null for a veto
    cap numeric,                        -- of a veto
    previous numeric,                   -- before the last correction
    given_at integer not null,          -- the assessment's version that stated it
    corrections integer not null,
    evidence jsonb not null,            -- array of ledger positions
    remark text,                        -- digest: remark, reason of the correction or of the veto
    recorded_at timestamptz not null,
    position bigint not null,
    primary key (tenant_id, generation, assessment, organization, indicator)
);

create index assessment_score_by_organization
    on assessment_score (tenant_id, generation, organization, assessment);

select concord.protect('assessment_score');

-- Who is assessed; figures from when the results are final.
create table assessment_standing (
    tenant_id uuid not null,
    generation smallint not null,
    assessment uuid not null,
    organization uuid not null,
    score numeric,
    bonus numeric,
    deduction numeric,
    cap numeric,
    total numeric,
    rank integer,
    stars integer,                      -- null until stars are awarded, then 0 or more
    position bigint not null,
    primary key (tenant_id, generation, assessment, organization)
);

create index assessment_standing_by_organization
    on assessment_standing (tenant_id, generation, organization, assessment);

select concord.protect('assessment_standing');

create table scheme (
    tenant_id uuid not null,
    generation smallint not null,
    id uuid not null,
    alliance uuid not null,
    code text not null,
    edition integer not null,           -- the last published; 0: none yet
    name text,
    effective_from date,
    version integer not null,
    position bigint not null,
    primary key (tenant_id, generation, id)
);

create index scheme_by_alliance on scheme (tenant_id, generation, alliance, code, id);

select concord.protect('scheme');

create table scheme_edition (
    tenant_id uuid not null,
    generation smallint not null,
    scheme uuid not null,
    edition integer not null,
    name text not null,
    effective_from date not null,
    indicators jsonb not null,
    stars jsonb not null,
    published_on date not null,
    position bigint not null,
    primary key (tenant_id, generation, scheme, edition)
);

select concord.protect('scheme_edition');
