-- Files on their way: from the first byte that the store gets to the event that attaches them, and again when
-- they are removed. What an object has attached is in its ledger, and never asked of this table.
create table evidence_file (
    tenant_id uuid not null,
    id uuid not null,
    kind text not null,                 -- what sort of object it is for, in the words of the API
    stream_id uuid not null,            -- that object's stream
    original_sha256 text not null,
    stored_sha256 text not null,
    size bigint not null,
    media_type text not null,
    state text not null check (state in ('STORING', 'STORED', 'ATTACHED', 'REMOVING', 'REMOVED')),
    touched_at timestamptz not null default clock_timestamp(),
    primary key (tenant_id, id)
);

create index evidence_file_unsettled on evidence_file (tenant_id, touched_at)
    where state in ('STORING', 'STORED', 'REMOVING');

select protect('evidence_file');

grant insert, update on evidence_file to concord_app;

grant select on evidence_file to concord_appender;

-- Files about which nobody has said anything more since a moment, of any tenant, the oldest first. A ledger
-- that waits for lost entries says nothing of them: what they attach may be among those.
create function evidence_unsettled(p_uploaded_before timestamptz, p_removing_before timestamptz, p_limit integer)
returns table (tenant_id uuid, id uuid)
language sql stable security definer set search_path = concord, pg_temp as $$
    select f.tenant_id, f.id
      from evidence_file f
      join head h on h.tenant_id = f.tenant_id
     where not h.halted
       and ((f.state in ('STORING', 'STORED') and f.touched_at < p_uploaded_before)
         or (f.state = 'REMOVING' and f.touched_at < p_removing_before))
     order by f.touched_at
     limit p_limit
$$;

alter function evidence_unsettled owner to concord_appender;

revoke all on function evidence_unsettled from public;

grant execute on function evidence_unsettled to concord_projector;
