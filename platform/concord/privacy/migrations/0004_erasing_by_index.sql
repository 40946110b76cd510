-- Erasing finds what was kept under a key without reading every disclosure of the tenant.
create index disclosure_key on disclosure (tenant_id, key_id);

create or replace function delete_erased(p_tenant uuid) returns bigint
language sql security definer set search_path = concord, pg_temp as $$
    with said as materialized (
        select e.type, convert_from(e.entry, 'UTF8')::jsonb -> 'data' as data
            from event e
            where e.tenant_id = p_tenant and e.type in ('privacy.SubjectErased', 'privacy.TextRedacted')
    ), erased as (
        select d.digest
            from said
            join disclosure d on d.tenant_id = p_tenant and d.key_id = (said.data ->> 'subject')::uuid
            where said.type = 'privacy.SubjectErased'
        union
        select said.data ->> 'digest' from said where said.type = 'privacy.TextRedacted'
    ), gone as (
        delete from disclosure d using erased
            where d.tenant_id = p_tenant and d.digest = erased.digest
            returning 1
    )
    select count(*) from gone
$$;
