-- Evidence of whatever has evidence, by object; what was removed stays, with the reason.
create table evidence (
    tenant_id uuid not null,
    generation smallint not null,
    object uuid not null,
    version integer not null,           -- the object's, when the file was attached
    kind text not null,                 -- Activity, Ticket, Inspection
    file uuid,                          -- null: bound by its digests, kept elsewhere
    stored_sha256 text not null,
    original_sha256 text not null,
    size bigint not null,
    media_type text not null,
    name text,                          -- digest
    caption text,                       -- digest
    finding uuid,                       -- the finding of an inspection that it shows
    attached_on date not null,
    recorded_at timestamptz not null,
    position bigint not null,
    removed_at timestamptz,
    removal_reason text,                -- digest
    removed_position bigint,
    primary key (tenant_id, generation, object, version)
);

create index evidence_by_file on evidence (tenant_id, generation, file);

select concord.protect('evidence');
