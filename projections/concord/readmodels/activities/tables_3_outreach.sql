-- Hours of volunteers, as they stand, and what was published of an activity.
create table activity_volunteering (
    tenant_id uuid not null,
    generation smallint not null,
    activity uuid not null,
    organization uuid not null,
    persons integer not null,
    hours numeric not null,             -- of all persons together
    corrected boolean not null,
    reason text,                        -- digest: why it was put right last
    position bigint not null,
    primary key (tenant_id, generation, activity, organization)
);

select concord.protect('activity_volunteering');

create table activity_publicity (
    tenant_id uuid not null,
    generation smallint not null,
    activity uuid not null,
    position bigint not null,
    medium text not null,               -- WECHAT, WEBSITE, TELEVISION, PRESS, OTHER
    outlet text not null,
    title text not null,
    published_on date not null,
    url text,
    primary key (tenant_id, generation, activity, position)
);

select concord.protect('activity_publicity');
