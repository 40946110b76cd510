-- A tenant's state, on the row whose lock every append needs: what is under way when a tenant is suspended is
-- either before that in its ledger or refused.
alter table head add column state text not null default 'ACTIVE' check (state in ('ACTIVE', 'SUSPENDED', 'CLOSED'));

create function refuse_entry() returns trigger
language plpgsql as $$
begin
    if old.state = 'CLOSED' then
        raise exception 'the ledger is closed for ever' using errcode = 'CN008';
    end if;
    raise exception 'the tenant is suspended' using errcode = 'CN007';
end
$$;

-- A condition of the trigger, so that an append that is taken does not call anything. Putting lost entries back
-- (`restore_entries`, of a halted ledger) adds nothing that was not there.
create trigger head_state before update on head
    for each row when (old.state <> 'ACTIVE' and new.state = old.state and new.position <> old.position
                       and not old.halted)
    execute function refuse_entry();

-- What else is known of a tenant beside its permanent row. `revision` counts every change of it and of what was
-- revoked (identity/migrations): a process that holds the newest revision has nothing to ask.
create table standing (
    tenant_id uuid primary key references tenant (id),
    reason text not null default '',
    successor text not null default '',
    since timestamptz,
    configuration jsonb not null default '{}',
    revision bigint not null default 1
);

select protect('standing', false);

grant select, insert, update on standing to concord_appender;

-- One row for every tenant that exists, changed or not.
create function standing_of(p_tenant uuid)
returns table (state text, reason text, successor text, since timestamptz, configuration jsonb, revision bigint)
language sql stable security definer set search_path = concord, pg_temp as $$
    select h.state, coalesce(s.reason, ''), coalesce(s.successor, ''), s.since, coalesce(s.configuration, '{}'),
           coalesce(s.revision, 0)
      from head h
      left join standing s on s.tenant_id = h.tenant_id
     where h.tenant_id = p_tenant
$$;

alter function standing_of owner to concord_appender;

revoke all on function standing_of from public;

grant execute on function standing_of to concord_app, concord_projector, concord_sealer, concord_auditor, concord_owner;

-- Changes the state together with the entry that says so. The entry goes by `append`, under the head's lock and
-- idempotent by its command; the version of its stream decides between two who change it at once.
-- CN008: closed is for ever.
create function change_state(
    p_tenant uuid,
    p_state text,
    p_reason text,
    p_successor text,
    p_command uuid,
    p_recorded_at timestamptz,
    p_stream uuid,
    p_version integer,
    p_type text,
    p_before bytea,
    p_after bytea,
    out "position" bigint,
    out recorded_at timestamptz
)
language plpgsql security definer set search_path = concord, pg_temp as $$
#variable_conflict use_column
declare
    v_state text;
begin
    select h.state into v_state from head h where h.tenant_id = p_tenant for update;
    if v_state = 'CLOSED' then
        raise exception 'the ledger is closed for ever' using errcode = 'CN008';
    end if;
    -- The entry needs an open ledger; nobody else sees it open, for the lock is held to the end.
    update head set state = 'ACTIVE' where tenant_id = p_tenant and state <> 'ACTIVE';
    select a.position, a.recorded_at into "position", recorded_at
      from append(p_tenant, p_command, uuid_send(p_command), '{}'::bytea, p_recorded_at, array[p_stream],
                  array[p_version], array[p_type], array[p_before], array[p_after], array[p_stream],
                  array[p_version - 1], '{}', '{}', '{}', null, null) as a;
    update head set state = p_state where tenant_id = p_tenant and p_state <> 'ACTIVE';
    insert into standing as s (tenant_id, reason, successor, since)
        values (p_tenant, p_reason, p_successor, recorded_at)
        on conflict (tenant_id) do update
            set reason = excluded.reason, successor = excluded.successor, since = excluded.since,
                revision = s.revision + 1;
end
$$;

alter function change_state owner to concord_appender;

revoke all on function change_state from public;

grant execute on function change_state to concord_owner;

-- Records a configuration, the whole of it: the entry is the fact, `standing` what is asked for at each request.
create function configure(
    p_tenant uuid,
    p_configuration jsonb,
    p_command uuid,
    p_digest bytea,
    p_recorded_at timestamptz,
    p_stream uuid,
    p_version integer,
    p_type text,
    p_before bytea,
    p_after bytea,
    out "position" bigint,
    out recorded_at timestamptz
)
language plpgsql security definer set search_path = concord, pg_temp as $$
#variable_conflict use_column
begin
    select a.position, a.recorded_at into "position", recorded_at
      from append(p_tenant, p_command, p_digest, '{}'::bytea, p_recorded_at, array[p_stream], array[p_version],
                  array[p_type], array[p_before], array[p_after], array[p_stream], array[p_version - 1],
                  '{}', '{}', '{}', null, null) as a;
    insert into standing as s (tenant_id, configuration)
        values (p_tenant, p_configuration)
        on conflict (tenant_id) do update
            set configuration = excluded.configuration, revision = s.revision + 1;
end
$$;

alter function configure owner to concord_appender;

revoke all on function configure from public;

grant execute on function configure to concord_app, concord_owner;
