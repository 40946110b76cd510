-- What duties are reckoned from: alliances, their charters, and everything done that a duty may ask for.
-- Nothing here says what is overdue: that is computed for the day that is asked about.
create table duty_alliance (
    tenant_id uuid not null,
    generation smallint not null,
    alliance uuid not null,
    name text collate "C" not null,
    approved_on date,
    dissolved_on date,
    primary key (tenant_id, generation, alliance)
);

select concord.protect('duty_alliance');

create table duty_charter (
    tenant_id uuid not null,
    generation smallint not null,
    alliance uuid not null,
    since integer not null,             -- the alliance's version at which it was adopted
    effective_on date not null,
    charter jsonb not null,
    primary key (tenant_id, generation, alliance, since)
);

select concord.protect('duty_charter');

create table duty_deed (
    tenant_id uuid not null,
    generation smallint not null,
    stream uuid not null,               -- of the entry that says so
    position bigint not null,
    alliance uuid not null,
    kind text not null,
    happened_on date not null,
    recorded_on date not null,
    code text,                          -- of what the charter calls it, or of the theme
    form text,                          -- of an activity
    title text,
    organization uuid,
    reference uuid,                     -- of the breach or directive
    starts_on date,                     -- of a term
    ends_on date,                       -- of a term; last day of what was set
    primary key (tenant_id, generation, stream, position)
);

create index duty_deed_by_alliance on duty_deed (tenant_id, generation, alliance, position);

select concord.protect('duty_deed');

-- Which alliance a stream is of, and what it is, where later events of it do not say.
create table duty_source (
    tenant_id uuid not null,
    generation smallint not null,
    source uuid not null,
    alliance uuid not null,
    code text,
    form text,
    title text,
    primary key (tenant_id, generation, source)
);

select concord.protect('duty_source');
