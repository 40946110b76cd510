-- What witnesses have signed (C2SP tlog-cosignature): one line of each for a checkpoint, the first that came.
create table cosignature (
    tenant_id uuid not null,
    epoch integer not null,
    size bigint not null,
    witness text not null,              -- name+id of its key
    line text not null,                 -- as it stands under the checkpoint
    taken_at timestamptz not null default now(),
    primary key (tenant_id, epoch, size, witness)
);

select protect('cosignature', false);

-- The API takes them, by the keys that its operator lists.
grant insert on cosignature to concord_app;

create trigger cosignature_insert_only before update or delete on cosignature
    for each row execute function refuse_change();

create trigger cosignature_never_truncated before truncate on cosignature
    for each statement execute function refuse_change();
