-- An erasure may name files that show the person, by the entries that attached them: their keys go with the
-- person's, and so do the texts that name and describe them.
create or replace function erasures_of(p_tenant uuid)
returns table ("position" bigint, type text, key_id uuid, digest text)
language sql stable security definer set search_path = concord, pg_temp as $$
    with said as materialized (
        select e.position, e.type, convert_from(e.entry, 'UTF8')::jsonb -> 'data' as data
            from event e
            where e.tenant_id = p_tenant and e.type in ('privacy.SubjectErased', 'privacy.TextRedacted')
    ), shown as (
        select s.position, f.entry, f.stream, f.file
            from said s,
                 jsonb_to_recordset(coalesce(s.data -> 'files', '[]')) as f (entry bigint, stream uuid, file uuid)
    )
    select s.position, s.type,
           (s.data ->> case s.type when 'privacy.SubjectErased' then 'subject' else 'stream' end)::uuid,
           s.data ->> 'digest'
        from said s
    union all
    select s.position, 'file', s.file, null from shown s
    union all
    select s.position, 'privacy.TextRedacted', s.stream, text.digest
        from shown s
        join event e on e.tenant_id = p_tenant and e.position = s.entry
        cross join lateral (select convert_from(e.entry, 'UTF8')::jsonb -> 'data' as data) attached
        cross join lateral (values (attached.data #>> '{name,_sd,0}'), (attached.data #>> '{caption,_sd,0}'))
            as text (digest)
        where text.digest is not null
    order by 1
$$;

grant update on evidence_file to concord_appender;

-- As before, and of files that were erased it notes that their content is to go.
create or replace function delete_erased(p_tenant uuid) returns bigint
language sql security definer set search_path = concord, pg_temp as $$
    with said as materialized (
        select e.type, e.key_id, e.digest from erasures_of(p_tenant) e
    ), leaving as (
        update evidence_file f set state = 'REMOVING', touched_at = clock_timestamp()
            from said
            where f.tenant_id = p_tenant and f.id = said.key_id and said.type = 'file'
              and f.state in ('STORED', 'ATTACHED')
    ), erased as (
        select d.digest
            from said
            join disclosure d on d.tenant_id = p_tenant and d.key_id = said.key_id
            where said.type = 'privacy.SubjectErased'
        union
        select said.digest from said where said.type = 'privacy.TextRedacted'
    ), gone as (
        delete from disclosure d using erased
            where d.tenant_id = p_tenant and d.digest = erased.digest
            returning 1
    )
    select count(*) from gone
$$;
