-- Tenant by tenant, oldest first: the key of the table is in that order, and what stays is not read.
create or replace function forget_accesses(p_before timestamptz, p_limit integer) returns bigint
language sql security definer set search_path = concord, pg_temp as $$
    with old as (
        select a.*
            from tenant t,
                 lateral (select a.tenant_id, a.at, a.id
                              from access_record a
                              where a.tenant_id = t.id and a.at < p_before
                              order by a.at
                              limit p_limit) a
            limit p_limit
    ), gone as (
        delete from access_record a using old
            where a.tenant_id = old.tenant_id and a.at = old.at and a.id = old.id
            returning 1
    )
    select count(*) from gone
$$;
