-- Activities with who took part, the evidence and the corrections.
create table activity (
    tenant_id uuid not null,
    generation smallint not null,
    id uuid not null,
    alliance uuid not null,
    title text not null,
    theme text not null,
    form text not null,
    scale text not null,
    source text not null,
    proposer uuid,
    department text,
    status text not null,               -- PROPOSED, SCHEDULED, HELD, LOGGED, CANCELLED
    description text,                   -- digest
    day date not null,                  -- best known: held, else scheduled, else planned, else proposed
    proposed_on date not null,
    planned_on date,
    starts_on date,
    ends_on date,
    start_time text,
    place text,
    capacity integer,
    lead uuid,
    lead_basis text,
    turn integer,
    held_on date,
    signed_up integer not null,         -- persons
    organizations integer not null,     -- of which at least one person came
    present integer not null,
    expected integer not null,
    evidence integer not null,          -- files
    corrections integer not null,
    logged_at timestamptz,
    judged_on date,                     -- day by which duties and figures judge it, once logged
    summary text,                       -- digest
    cancellation_reason text,           -- digest
    version integer not null,
    position bigint not null,
    primary key (tenant_id, generation, id)
);

create index activity_by_day on activity (tenant_id, generation, day, id);

create index activity_by_alliance on activity (tenant_id, generation, alliance, day, id);

create index activity_by_lead on activity (tenant_id, generation, lead, day, id);

select concord.protect('activity');

create table activity_attendance (
    tenant_id uuid not null,
    generation smallint not null,
    activity uuid not null,
    organization uuid not null,
    signed_up integer,
    present integer,
    expected integer,
    attendees jsonb not null,           -- array of {"subject": uuid, "_sd": [digest]}
    corrected boolean not null,
    position bigint not null,
    primary key (tenant_id, generation, activity, organization)
);

create index activity_attendance_by_organization
    on activity_attendance (tenant_id, generation, organization, activity);

select concord.protect('activity_attendance');

create table activity_evidence (
    tenant_id uuid not null,
    generation smallint not null,
    activity uuid not null,
    version integer not null,           -- the activity's, when the file was attached
    stored_sha256 text not null,
    original_sha256 text not null,
    size bigint not null,
    media_type text not null,
    caption text,                       -- digest
    attached_on date not null,
    recorded_at timestamptz not null,
    position bigint not null,
    primary key (tenant_id, generation, activity, version)
);

select concord.protect('activity_evidence');

create table activity_correction (
    tenant_id uuid not null,
    generation smallint not null,
    activity uuid not null,
    version integer not null,           -- the activity's, when it was corrected
    field text not null,
    corrects integer not null,          -- version that stated the wrong value
    text text,
    day date,
    organization uuid,
    present integer,
    expected integer,
    summary text,                       -- digest
    reason text not null,               -- digest
    recorded_at timestamptz not null,
    position bigint not null,
    primary key (tenant_id, generation, activity, version)
);

select concord.protect('activity_correction');
