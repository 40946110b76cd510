-- What figures are summed from: facts with the days that place them, so that any period can be asked.
create table figure_alliance (
    tenant_id uuid not null,
    generation smallint not null,
    alliance uuid not null,
    kind text not null,
    approved_on date,
    dissolved_on date,
    position bigint not null,
    primary key (tenant_id, generation, alliance)
);

select concord.protect('figure_alliance');

create table figure_stay (
    tenant_id uuid not null,
    generation smallint not null,
    alliance uuid not null,
    organization uuid not null,
    since integer not null,             -- the alliance's version at which it joined
    joined_on date not null,
    left_on date,                       -- first day on which it is no member
    position bigint not null,
    primary key (tenant_id, generation, alliance, organization, since)
);

select concord.protect('figure_stay');

create table figure_profile (
    tenant_id uuid not null,
    generation smallint not null,
    organization uuid not null,
    version integer not null,           -- the organization's
    valid_from date not null,
    party_form text not null,
    party_members integer not null,
    affiliated_enterprises integer not null,
    area text not null,
    position bigint not null,
    primary key (tenant_id, generation, organization, version)
);

select concord.protect('figure_profile');

create table figure_activity (
    tenant_id uuid not null,
    generation smallint not null,
    activity uuid not null,
    alliance uuid not null,
    theme text not null,
    held_on date,
    judged_on date,                     -- null while it is not logged
    lead uuid,
    position bigint not null,
    primary key (tenant_id, generation, activity)
);

create index figure_activity_by_day on figure_activity (tenant_id, generation, judged_on, activity);

select concord.protect('figure_activity');

create table figure_attendance (
    tenant_id uuid not null,
    generation smallint not null,
    activity uuid not null,
    organization uuid not null,
    present integer not null,
    expected integer not null,
    position bigint not null,
    primary key (tenant_id, generation, activity, organization)
);

select concord.protect('figure_attendance');

create table figure_ticket (
    tenant_id uuid not null,
    generation smallint not null,
    ticket uuid not null,
    alliance uuid not null,
    raised_on date not null,            -- by the ledger's time
    dispatches integer not null,
    position bigint not null,
    primary key (tenant_id, generation, ticket)
);

create index figure_ticket_by_day on figure_ticket (tenant_id, generation, raised_on, ticket);

select concord.protect('figure_ticket');

-- A dispatch as it stands: what the next event of the ticket changes.
create table figure_dispatch (
    tenant_id uuid not null,
    generation smallint not null,
    ticket uuid not null,
    dispatch integer not null,          -- from 1
    department uuid not null,
    dispatched_on date not null,        -- by the ledger's time
    state text not null,                -- OPEN, ANSWERED, RETURNED, TAKEN
    due_on date not null,
    on_time boolean not null,           -- of an answer
    satisfaction text,
    position bigint not null,
    primary key (tenant_id, generation, ticket, dispatch)
);

create index figure_dispatch_by_day on figure_dispatch (tenant_id, generation, dispatched_on, ticket, dispatch);

select concord.protect('figure_dispatch');

-- A dispatch as it stood from a day on: figures of a period are those of its last day.
create table figure_dispatch_state (
    tenant_id uuid not null,
    generation smallint not null,
    ticket uuid not null,
    dispatch integer not null,
    version integer not null,           -- the ticket's
    since date not null,                -- by the ledger's time
    state text not null,
    due_on date not null,
    on_time boolean not null,
    satisfaction text,
    position bigint not null,
    primary key (tenant_id, generation, ticket, dispatch, version)
);

select concord.protect('figure_dispatch_state');
