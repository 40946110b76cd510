-- What came of alliances' work: amounts in yuan, and numbers of people and problems.
create table benefit (
    tenant_id uuid not null,
    generation smallint not null,
    id uuid not null,
    alliance uuid not null,
    kind text not null,
    amount numeric,                     -- CNY, exact; of kinds of money
    count integer,                      -- of kinds that are counted
    organization uuid,                  -- null: the alliance as a whole
    project uuid,
    basis jsonb not null,               -- array of ledger positions
    note text,                          -- digest
    day date not null,
    version integer not null,
    position bigint not null,
    primary key (tenant_id, generation, id)
);

create index benefit_by_day on benefit (tenant_id, generation, day, id);

create index benefit_by_alliance on benefit (tenant_id, generation, alliance, day, id);

create index benefit_by_project on benefit (tenant_id, generation, project, day, id);

select concord.protect('benefit');
