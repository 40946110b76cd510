-- Who looked at personal values: a row for what an operation showed, written before it is shown. No entry of
-- the ledger: reading would wait for the tenant's head, and a ledger would consist of little else.
create table access_record (
    tenant_id uuid not null,
    at timestamptz not null,
    id uuid not null,
    actor text not null,
    role text not null,
    organization uuid,
    operation text not null,            -- root fields that were asked, or the command that read
    correlation uuid not null,          -- of the request, as in the logs
    subjects uuid[] not null,
    primary key (tenant_id, at, id)
);

select concord.protect('access_record', false);

grant select, insert, delete on access_record to concord_appender;

create function record_access(
    p_tenant uuid, p_id uuid, p_actor text, p_role text, p_organization uuid, p_operation text,
    p_correlation uuid, p_subjects uuid[]
) returns void
language sql security definer set search_path = concord, pg_temp as $$
    insert into access_record (tenant_id, at, id, actor, role, organization, operation, correlation, subjects)
        values (p_tenant, clock_timestamp(), p_id, p_actor, p_role, p_organization, p_operation, p_correlation,
                p_subjects)
$$;

alter function record_access owner to concord_appender;

revoke all on function record_access from public;

grant execute on function record_access to concord_app;

-- Forgets up to p_limit records of before a moment. Returns how many.
create function forget_accesses(p_before timestamptz, p_limit integer) returns bigint
language sql security definer set search_path = concord, pg_temp as $$
    with old as (
        select a.tenant_id, a.at, a.id from access_record a where a.at < p_before limit p_limit
    ), gone as (
        delete from access_record a using old
            where a.tenant_id = old.tenant_id and a.at = old.at and a.id = old.id
            returning 1
    )
    select count(*) from gone
$$;

alter function forget_accesses owner to concord_appender;

revoke all on function forget_accesses from public;

grant execute on function forget_accesses to concord_projector;
