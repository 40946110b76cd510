-- What came of the work, by the day on which it came.
create table figure_benefit (
    tenant_id uuid not null,
    generation smallint not null,
    benefit uuid not null,
    alliance uuid not null,
    kind text not null,
    day date not null,
    value numeric not null,             -- yuan, persons or problems, as the kind is counted
    position bigint not null,
    primary key (tenant_id, generation, benefit)
);

create index figure_benefit_by_day on figure_benefit (tenant_id, generation, day, benefit);

select concord.protect('figure_benefit');
