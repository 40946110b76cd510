-- Annual plans as they stand, with every item that was ever in one.
create table annual_plan (
    tenant_id uuid not null,
    generation smallint not null,
    id uuid not null,
    alliance uuid not null,
    year integer not null,
    title text not null,
    description text,                   -- digest
    status text not null,
    items integer not null,             -- that stand
    amendments integer not null,
    meeting uuid,                       -- that approved it
    resolution uuid,
    approved_on date,
    drafted_on date not null,
    version integer not null,
    position bigint not null,
    primary key (tenant_id, generation, id)
);

create index annual_plan_by_year on annual_plan (tenant_id, generation, year, id);

create index annual_plan_by_alliance on annual_plan (tenant_id, generation, alliance, year, id);

select concord.protect('annual_plan');

create table annual_plan_item (
    tenant_id uuid not null,
    generation smallint not null,
    plan uuid not null,
    id uuid not null,
    number integer not null,            -- the plan's version after it was added
    title text not null,
    theme text,
    due_on date,
    lead uuid,
    amendment integer not null,         -- by which it came; 0: before approval
    dropped boolean not null,
    reason text,                        -- digest: why it was dropped
    position bigint not null,
    primary key (tenant_id, generation, plan, id)
);

select concord.protect('annual_plan_item');
