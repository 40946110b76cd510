-- Meetings as they stand, with what was put to them, how it was voted on and what came of it.
create table meeting (
    tenant_id uuid not null,
    generation smallint not null,
    id uuid not null,
    alliance uuid not null,
    code text not null,                 -- which of the charter's meetings
    title text not null,
    status text not null,
    place text,
    convener uuid,
    called_on date not null,
    planned_on date not null,
    held_on date,
    day date not null,                  -- held, else planned
    number integer,                     -- of its kind in its year
    attended jsonb not null,            -- array of uuid
    voters integer,                     -- there that may vote
    eligible integer,                   -- members that might have voted
    notice text,                        -- digest
    minutes text,                       -- digest
    cancellation_reason text,           -- digest
    resolutions integer not null,       -- passed
    unreported integer not null,        -- of them, of which nobody has said what came
    version integer not null,
    position bigint not null,
    primary key (tenant_id, generation, id)
);

create index meeting_by_day on meeting (tenant_id, generation, day, id);

create index meeting_by_alliance on meeting (tenant_id, generation, alliance, day, id);

select concord.protect('meeting');

create table meeting_item (
    tenant_id uuid not null,
    generation smallint not null,
    meeting uuid not null,
    version integer not null,           -- the meeting's, after it was added
    id uuid not null,
    title text not null,
    proposer uuid,                      -- null: the convener
    description text,                   -- digest
    position bigint not null,
    primary key (tenant_id, generation, meeting, version)
);

select concord.protect('meeting_item');

create table meeting_motion (
    tenant_id uuid not null,
    generation smallint not null,
    meeting uuid not null,
    id uuid not null,
    number integer not null,            -- the meeting's version after it was tabled
    kind text not null,
    subject uuid,
    title text not null,
    text text,                          -- digest
    result text,                        -- PASSED, REJECTED; null: not decided
    votes_for integer,
    votes_against integer,
    abstentions integer,
    voters integer,
    reported integer not null,          -- how often somebody said what came of it
    completed boolean not null,
    position bigint not null,
    primary key (tenant_id, generation, meeting, id)
);

select concord.protect('meeting_motion');

create table meeting_vote (
    tenant_id uuid not null,
    generation smallint not null,
    meeting uuid not null,
    motion uuid not null,
    organization uuid not null,
    choice text not null,
    position bigint not null,
    primary key (tenant_id, generation, meeting, motion, organization)
);

select concord.protect('meeting_vote');

create table meeting_follow_up (
    tenant_id uuid not null,
    generation smallint not null,
    meeting uuid not null,
    version integer not null,
    resolution uuid not null,
    completed boolean not null,
    report text not null,               -- digest
    reported_on date not null,
    position bigint not null,
    primary key (tenant_id, generation, meeting, version)
);

select concord.protect('meeting_follow_up');

create table meeting_duty_report (
    tenant_id uuid not null,
    generation smallint not null,
    meeting uuid not null,
    version integer not null,
    organization uuid not null,
    year integer not null,
    report text,                        -- digest
    position bigint not null,
    primary key (tenant_id, generation, meeting, version)
);

select concord.protect('meeting_duty_report');
