-- What one ledger says was erased: all that the API's role needs to know.
create function erasures_of(p_tenant uuid)
returns table ("position" bigint, type text, key_id uuid, digest text)
language sql stable security definer set search_path = concord, pg_temp as $$
    select e.position, e.type,
           (d.data ->> case e.type when 'privacy.SubjectErased' then 'subject' else 'stream' end)::uuid,
           d.data ->> 'digest'
        from event e, lateral (select convert_from(e.entry, 'UTF8')::jsonb -> 'data' as data) d
        where e.tenant_id = p_tenant and e.type in ('privacy.SubjectErased', 'privacy.TextRedacted')
        order by e.position
$$;

alter function erasures_of owner to concord_appender;

revoke all on function erasures_of from public;

grant execute on function erasures_of to concord_app, concord_projector;

revoke execute on function erasures from concord_app;
