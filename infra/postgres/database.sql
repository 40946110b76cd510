-- The database of Concord: its schema and who may do what with it. Run by a superuser connected
-- to that database, after roles.sql; safe to run at every start.

create schema if not exists concord authorization concord_owner;

grant usage on schema concord
    to concord_appender, concord_app, concord_projector, concord_sealer, concord_replayer, concord_auditor;

-- A function can be handed only to a role that could have created it there (ALTER FUNCTION ... OWNER TO).
grant create on schema concord to concord_appender;

revoke all on schema public from public;

do $database$
begin
    execute format('revoke all on database %I from public', current_database());
    execute format(
        'grant connect on database %I to concord_owner, concord_app, concord_projector, concord_sealer, '
        'concord_replayer, concord_auditor',
        current_database()
    );
    -- Replay builds throw-away schemas.
    execute format('grant create, temporary on database %I to concord_replayer', current_database());
end
$database$;
