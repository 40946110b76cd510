-- Machines of a tenant that ask for tokens themselves. A name is never given twice: it is the actor of entries.
create table service_account (
    tenant_id uuid not null references tenant (id),
    name text not null check (name ~ '^[a-z][a-z0-9-]{1,30}$'),
    role text not null,
    organization uuid,
    created_at timestamptz not null,
    created_by text not null,
    revoked_at timestamptz,
    revision integer not null default 1,
    primary key (tenant_id, name)
);

select protect('service_account', false);

grant insert, update on service_account to concord_app;

-- Only what a secret hashes to (scrypt, RFC 7914). At most two of an account are good at a time.
create table service_secret (
    tenant_id uuid not null,
    secret_id uuid not null,
    name text not null,
    salt bytea not null,
    hash bytea not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    last_used_at timestamptz,
    primary key (tenant_id, secret_id),
    foreign key (tenant_id, name) references service_account (tenant_id, name)
);

create index service_secret_name on service_secret (tenant_id, name, created_at);

select protect('service_secret', false);

grant insert, update on service_secret to concord_app;

-- Tokens that are refused although they verify: one by its id (jti), or all of a subject issued until a moment.
create table revocation (
    tenant_id uuid not null references tenant (id),
    subject text not null default '',
    token text not null default '',
    issued_until timestamptz not null,
    expires_at timestamptz not null,
    at timestamptz not null,
    by text not null,
    primary key (tenant_id, subject, token),
    check ((subject = '') <> (token = ''))
);

select protect('revocation', false);

grant select, insert, update on revocation to concord_appender;

-- Who changed what of all this, for ever. A command id that comes again finds its change here.
create table access_change (
    tenant_id uuid not null references tenant (id),
    command_id uuid not null,
    digest bytea not null,
    what text not null,
    whom text not null,
    actor text not null,
    at timestamptz not null,
    primary key (tenant_id, command_id)
);

select protect('access_change', false);

grant insert on access_change to concord_app;

grant update on subscriber, subscriber_credential to concord_appender;

-- Revokes, or (with an earlier moment than before) restores. The tenant's revision tells every process; NATS
-- credentials that the subject was handed end with it, for they are in its hands.
create function set_revocation(
    p_tenant uuid, p_subject text, p_token text, p_issued_until timestamptz, p_expires_at timestamptz,
    p_at timestamptz, p_by text
) returns void
language plpgsql security definer set search_path = concord, pg_temp as $$
begin
    insert into revocation as r (tenant_id, subject, token, issued_until, expires_at, at, by)
        values (p_tenant, p_subject, p_token, p_issued_until, p_expires_at, p_at, p_by)
        on conflict (tenant_id, subject, token) do update
            set issued_until = excluded.issued_until, expires_at = excluded.expires_at, at = excluded.at, by = excluded.by;
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

alter function set_revocation owner to concord_appender;

revoke all on function set_revocation from public;

grant execute on function set_revocation to concord_app;
