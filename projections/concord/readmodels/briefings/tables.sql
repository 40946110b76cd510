-- Briefings of activities, as they were filed.
create table briefing (
    tenant_id uuid not null,
    generation smallint not null,
    id uuid not null,
    alliance uuid not null,
    organization uuid not null,
    activity uuid not null,
    title text not null,
    recipient text not null,
    due_on date not null,
    filed_on date not null,
    content text not null,              -- digest
    version integer not null,
    position bigint not null,
    primary key (tenant_id, generation, id)
);

create index briefing_by_day on briefing (tenant_id, generation, filed_on, id);

create index briefing_by_alliance on briefing (tenant_id, generation, alliance, filed_on, id);

select concord.protect('briefing');
