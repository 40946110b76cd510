-- Roles of Concord, for the whole server. Run by a superuser; safe to run at every start.
-- The application never connects as owner or superuser. Passwords are the operator's to set
-- (`alter role ... password`); the embedded server trusts its Unix socket, mode 0700.

do $roles$
declare
    wanted text;
begin
    foreach wanted in array array[
        'concord_owner',      -- migrations, tenants
        'concord_app',        -- API: executes the append functions, reads
        'concord_projector',  -- read models
        'concord_sealer',     -- signed checkpoints
        'concord_replayer',   -- throw-away schemas
        'concord_auditor'     -- reads
    ] loop
        if not exists (select from pg_roles where rolname = wanted) then
            execute format('create role %I login', wanted);
        end if;
        execute format('alter role %I set search_path = concord', wanted);
    end loop;
    if not exists (select from pg_roles where rolname = 'concord_appender') then
        create role concord_appender nologin bypassrls;
    end if;
end
$roles$;

-- Owns the append functions: a group commit writes several tenants in one statement.
alter role concord_appender nologin bypassrls;
alter role concord_appender set search_path = concord;

-- The owner hands the append functions over (SET) and replaces them later (INHERIT);
-- BYPASSRLS is an attribute of the role and is not inherited.
grant concord_appender to concord_owner with inherit true, set true, admin false;

-- A command that waits longer is answered StoreUnavailable and may be sent again.
alter role concord_app set statement_timeout = '15s';
alter role concord_app set lock_timeout = '10s';
alter role concord_app set idle_in_transaction_session_timeout = '15s';
alter role concord_projector set statement_timeout = '120s';
alter role concord_projector set lock_timeout = '10s';
-- Folds a ledger while somebody waits for it; a few connections for each process that serves the API.
alter role concord_replayer set statement_timeout = '30s';
alter role concord_replayer set lock_timeout = '10s';
alter role concord_replayer set idle_in_transaction_session_timeout = '30s';
alter role concord_replayer connection limit 48;
alter role concord_auditor set default_transaction_read_only = on;
