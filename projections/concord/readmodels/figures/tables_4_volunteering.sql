-- What volunteers gave at activities, as it stands.
create table figure_volunteering (
    tenant_id uuid not null,
    generation smallint not null,
    activity uuid not null,
    organization uuid not null,
    persons integer not null,
    hours numeric not null,             -- of all of them together
    position bigint not null,
    primary key (tenant_id, generation, activity, organization)
);

select concord.protect('figure_volunteering');
