-- Persons and texts that somebody asked to erase: ids and digests, nothing of what they said.
create table erasure (
    tenant_id uuid not null,
    generation smallint not null,
    id uuid not null,
    subject uuid,                       -- the person; null: a text
    entry bigint,                       -- position of the entry that committed to the text
    stream uuid,                        -- of that entry
    digest text,                        -- of the text
    basis text not null,
    status text not null,
    reason text not null,               -- digest
    decision_reason text,               -- digest: why it was declined
    requested_by text not null,
    requested_on date not null,
    decided_by text,
    decided_on date,
    requested_at bigint not null,       -- position of the entry that asked for it last: the order of the list
    version integer not null,
    position bigint not null,
    primary key (tenant_id, generation, id)
);

create index erasure_by_request on erasure (tenant_id, generation, requested_at);

select concord.protect('erasure');
