-- Entries that somebody holds, or two people have found, to be mistaken.
create table annotation (
    tenant_id uuid not null,
    generation smallint not null,
    id uuid not null,
    entry bigint not null,              -- position of the entry in question
    status text not null,
    reason text not null,               -- digest: why it is held to be mistaken
    decision_reason text,               -- digest: why that was declined
    proposed_by text not null,
    proposed_on date not null,
    decided_by text,
    decided_on date,
    version integer not null,
    position bigint not null,
    primary key (tenant_id, generation, id)
);

create index annotation_by_entry on annotation (tenant_id, generation, entry);

select concord.protect('annotation');
