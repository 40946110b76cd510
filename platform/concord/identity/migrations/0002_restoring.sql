-- A revocation never shortens an earlier one: revoked for good stays that until it is restored.
create or replace function set_revocation(
    p_tenant uuid, p_subject text, p_token text, p_issued_until timestamptz, p_expires_at timestamptz,
    p_at timestamptz, p_by text
) returns void
language plpgsql security definer set search_path = concord, pg_temp as $$
begin
    insert into revocation as r (tenant_id, subject, token, issued_until, expires_at, at, by)
        values (p_tenant, p_subject, p_token, p_issued_until, p_expires_at, p_at, p_by)
        on conflict (tenant_id, subject, token) do update
            set issued_until = excluded.issued_until, expires_at = greatest(r.expires_at, excluded.expires_at),
                at = excluded.at, by = excluded.by
            where r.issued_until < excluded.issued_until;
    if p_subject <> '' then
        with ended as
             (update subscriber_credential
                 set revoked_at = p_at
               where tenant_id = p_tenant and issued_by = p_subject and issued_at <= p_issued_until and revoked_at is null
              returning name)
        update subscriber set revision = revision + 1
         where tenant_id = p_tenant and name in (select e.name from ended as e);
    end if;
    insert into standing as s (tenant_id) values (p_tenant)
        on conflict (tenant_id) do update set revision = s.revision + 1;
end
$$;

-- Lets new tokens of a subject in again: what was issued until now stays refused. Of a subject that is not
-- revoked beyond this moment nothing changes.
create function restore_subject(p_tenant uuid, p_subject text, p_at timestamptz, p_by text) returns void
language plpgsql security definer set search_path = concord, pg_temp as $$
begin
    update revocation
       set issued_until = p_at, at = p_at, by = p_by
     where tenant_id = p_tenant and subject = p_subject and token = '' and issued_until > p_at;
    if found then
        update standing set revision = revision + 1 where tenant_id = p_tenant;
    end if;
end
$$;

alter function restore_subject owner to concord_appender;

revoke all on function restore_subject from public;

grant execute on function restore_subject to concord_app;
