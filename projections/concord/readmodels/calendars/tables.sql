-- A tenant's working calendar, one at most, and what is arranged for each year.
create table working_calendar (
    tenant_id uuid not null,
    generation smallint not null,
    id uuid not null,
    version integer not null,
    position bigint not null,
    primary key (tenant_id, generation, id)
);

select concord.protect('working_calendar');

create table calendar_year (
    tenant_id uuid not null,
    generation smallint not null,
    calendar uuid not null,
    year integer not null,
    days_off jsonb not null,            -- array of dates
    days_worked jsonb not null,         -- array of dates
    document text not null,
    position bigint not null,
    primary key (tenant_id, generation, calendar, year)
);

select concord.protect('calendar_year');
