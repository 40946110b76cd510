-- Policies that have run on this database. `since` decides where a tenant begins with one: a tenant that was
-- there before begins at the head of its ledger as it was then (policy_start), a later one at its first entry.
-- `events` is here so that any worker, also one that lacks the policy, leaves no event of it behind.
create table policy (
    name text primary key check (name ~ '^[a-z][a-z0-9-]{1,62}$'),
    events jsonb not null,
    since timestamptz not null
);

grant select on policy to concord_app, concord_projector, concord_auditor;

grant select, insert, update on policy to concord_appender;

create table policy_start (
    tenant_id uuid not null references tenant (id),
    policy text not null,
    position bigint not null,
    primary key (tenant_id, policy)
);

select protect('policy_start', false);

grant select, insert on policy_start to concord_appender;

-- How far a tenant's ledger has been looked through. The row's lock is the claim.
create table policy_progress (
    tenant_id uuid primary key references tenant (id),
    position bigint not null default 0 check (position >= 0),
    served_at timestamptz not null default '-infinity'
) with (fillfactor = 50);

select protect('policy_progress');

grant select, insert on policy_progress to concord_appender;

-- What a policy has to do, or has done, because of one event or one deadline that it set (`subject`).
create table reaction (
    tenant_id uuid not null references tenant (id),
    policy text not null,
    position bigint not null,
    subject text not null,
    state text not null default 'PENDING' check (state in ('PENDING', 'DONE', 'PARKED')),
    attempts integer not null default 0,
    try_at timestamptz not null,
    decision bytea,
    error text,
    at timestamptz not null,
    primary key (tenant_id, policy, position, subject)
);

create index reaction_to_do on reaction (tenant_id, try_at) where state <> 'DONE';

select protect('reaction');

grant select, insert on reaction to concord_appender;

-- What came of each command: the ledger's position, or why it was refused.
create table reaction_outcome (
    tenant_id uuid not null references tenant (id),
    policy text not null,
    position bigint not null,
    subject text not null,
    ordinal smallint not null,
    command text not null,
    command_id uuid not null,
    result bigint,
    refusal text,
    zh text,
    en text,
    at timestamptz not null,
    primary key (tenant_id, policy, position, subject, ordinal)
);

select protect('reaction_outcome');

grant select on reaction_outcome to concord_appender;
