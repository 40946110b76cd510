-- What a ledger says was erased is found without reading the ledger: a few entries among millions.
create index event_erasures on event (tenant_id, position)
    where type in ('privacy.SubjectErased', 'privacy.TextRedacted');

-- Every erasure of every tenant, for whoever holds the key store: ids and positions, and no more.
create function erasures()
returns table (tenant_id uuid, "position" bigint, type text, key_id uuid, digest text)
language sql stable security definer set search_path = concord, pg_temp as $$
    select e.tenant_id, e.position, e.type,
           (d.data ->> case e.type when 'privacy.SubjectErased' then 'subject' else 'stream' end)::uuid,
           d.data ->> 'digest'
        from event e, lateral (select convert_from(e.entry, 'UTF8')::jsonb -> 'data' as data) d
        where e.type in ('privacy.SubjectErased', 'privacy.TextRedacted')
        order by e.tenant_id, e.position
$$;

alter function erasures owner to concord_appender;

revoke all on function erasures from public;

grant execute on function erasures to concord_app, concord_projector;

grant delete on disclosure to concord_appender;

-- Deletes the disclosures that a ledger says were erased: of subjects, and single texts. Nothing else can be
-- deleted by it. Returns how many. Again, it finds what was appended meanwhile by a command under way.
create function delete_erased(p_tenant uuid) returns bigint
language sql security definer set search_path = concord, pg_temp as $$
    with said as materialized (
        select e.type, convert_from(e.entry, 'UTF8')::jsonb -> 'data' as data
            from event e
            where e.tenant_id = p_tenant and e.type in ('privacy.SubjectErased', 'privacy.TextRedacted')
    ), gone as (
        delete from disclosure d
            where d.tenant_id = p_tenant
              and (d.key_id in (select (data ->> 'subject')::uuid from said where type = 'privacy.SubjectErased')
                or d.digest in (select data ->> 'digest' from said where type = 'privacy.TextRedacted'))
            returning 1
    )
    select count(*) from gone
$$;

alter function delete_erased owner to concord_appender;

revoke all on function delete_erased from public;

grant execute on function delete_erased to concord_app, concord_projector;
