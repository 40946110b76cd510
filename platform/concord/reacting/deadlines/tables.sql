-- The day by which something is to be done, for each policy that watches it; `position` is that of the event
-- that set it. Kept until an event moves or clears it, also when it has passed.
create table deadline (
    tenant_id uuid not null,
    generation smallint not null,
    policy text not null,
    stream uuid not null,
    subject text not null,
    due_on date not null,
    position bigint not null,
    primary key (tenant_id, generation, policy, stream, subject)
);

create index deadline_due on deadline (tenant_id, generation, due_on);

select protect('deadline');

grant select on deadline to concord_appender;
