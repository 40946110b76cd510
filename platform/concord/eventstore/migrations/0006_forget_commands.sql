-- Forgets up to p_limit commands taken before a moment: idempotence is promised for 90 days, not for ever.
-- Returns how many. Their events stay.
create function forget_commands(p_before timestamptz, p_limit integer) returns bigint
language sql security definer set search_path = concord, pg_temp as $$
    with old as (
        select c.tenant_id, c.command_id from command c where c.at < p_before limit p_limit
    ), gone as (
        delete from command c using old
            where c.tenant_id = old.tenant_id and c.command_id = old.command_id
            returning 1
    )
    select count(*) from gone
$$;

alter function forget_commands owner to concord_appender;

revoke all on function forget_commands from public;

grant execute on function forget_commands to concord_projector;
