-- Tickets as they stand, and every step they took.
create table ticket (
    tenant_id uuid not null,
    generation smallint not null,
    id uuid not null,
    alliance uuid not null,
    raiser uuid not null,
    title text not null,
    category text,
    status text not null,
    level text,
    department uuid,
    description text not null,          -- digest
    contact_subject uuid,
    contact_digests jsonb not null,     -- array of text
    handler_subject uuid,
    handler_digests jsonb not null,
    answer text,                        -- digest
    raised_on date not null,
    raised_at timestamptz not null,
    due_on date,                        -- of the open step; null: no step is open
    due_step integer,                   -- version of the step that set it
    resolved_at timestamptz,
    ended_at timestamptz,               -- closed or withdrawn
    satisfaction text,
    confirmed_by_silence boolean not null,
    reopened integer not null,
    escalated integer not null,
    returned integer not null,
    extended integer not null,
    late_steps integer not null,
    version integer not null,
    position bigint not null,
    primary key (tenant_id, generation, id)
);

create index ticket_by_time on ticket (tenant_id, generation, raised_at, id);

create index ticket_by_alliance on ticket (tenant_id, generation, alliance, raised_at, id);

create index ticket_by_raiser on ticket (tenant_id, generation, raiser, raised_at, id);

create index ticket_by_department on ticket (tenant_id, generation, department, raised_at, id);

select concord.protect('ticket');

create table ticket_step (
    tenant_id uuid not null,
    generation smallint not null,
    ticket uuid not null,
    version integer not null,           -- the ticket's, after this step
    type text not null,                 -- the event's name without its context
    status text not null,               -- of the ticket after this step
    level text,
    department uuid,
    actor text not null,
    organization uuid,                  -- the actor's
    note text,                          -- digest of what was said
    satisfaction text,
    due_on date,                        -- by when this step was due
    on_time boolean,                    -- null where nothing was due
    next_due_on date,                   -- by when the step that it opened is due
    next_done_on date,                  -- day, in the tenant's time zone, on which that deadline was left behind
    occurred_on date not null,
    recorded_at timestamptz not null,
    position bigint not null,
    primary key (tenant_id, generation, ticket, version)
);

-- What was overdue on a day: deadlines still open (null), or left behind on a later day.
create index ticket_step_by_deadline on ticket_step (tenant_id, generation, next_done_on, next_due_on, ticket)
    where next_due_on is not null;

select concord.protect('ticket_step');
