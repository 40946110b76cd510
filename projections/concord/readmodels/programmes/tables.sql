-- Programmes with their charters and reference lists, the alliances that follow them, and what those were
-- told from above.
create table programme (
    tenant_id uuid not null,
    generation smallint not null,
    id uuid not null,
    name text collate "C" not null,
    adopted_on date not null,
    alliances integer not null,         -- that ever came to follow it
    version integer not null,
    position bigint not null,
    primary key (tenant_id, generation, id)
);

create index programme_by_name on programme (tenant_id, generation, name, id);

select concord.protect('programme');

create table programme_charter (
    tenant_id uuid not null,
    generation smallint not null,
    programme uuid not null,
    since integer not null,             -- the programme's version at which it was adopted
    effective_on date not null,
    document text not null,
    charter jsonb not null,
    position bigint not null,
    primary key (tenant_id, generation, programme, since)
);

select concord.protect('programme_charter');

create table reference_list (
    tenant_id uuid not null,
    generation smallint not null,
    programme uuid not null,
    id uuid not null,
    title text not null,
    year integer not null,
    items jsonb not null,               -- array of title and theme
    document text not null,
    issued_on date not null,
    position bigint not null,
    primary key (tenant_id, generation, programme, id)
);

select concord.protect('reference_list');

-- The programme that an alliance follows, and what it has otherwise.
create table programme_following (
    tenant_id uuid not null,
    generation smallint not null,
    alliance uuid not null,
    programme uuid not null,
    overrides jsonb not null,
    enrolled integer,                   -- the programme's version at which; null while only proposed
    since date not null,
    position bigint not null,
    primary key (tenant_id, generation, alliance)
);

create index programme_following_by_programme
    on programme_following (tenant_id, generation, programme, enrolled);

select concord.protect('programme_following');

create table directive (
    tenant_id uuid not null,
    generation smallint not null,
    alliance uuid not null,
    id uuid not null,
    title text not null,
    issuer text not null,
    document text not null,
    obliges text not null,
    received_on date not null,
    due_on date not null,
    content text,                       -- digest
    position bigint not null,
    primary key (tenant_id, generation, alliance, id)
);

select concord.protect('directive');

create table guidance (
    tenant_id uuid not null,
    generation smallint not null,
    alliance uuid not null,
    id uuid not null,
    form text not null,
    given_by text not null,
    given_on date not null,
    content text not null,              -- digest
    position bigint not null,
    primary key (tenant_id, generation, alliance, id)
);

select concord.protect('guidance');
