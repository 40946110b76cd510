-- A policy that no program has any more: nothing new is noted for it, and what it had to do is given up. Its outcomes
-- stay. One that comes back starts at the head of every ledger, as a new one does.
create function retire_policy(p_name text) returns bigint
language plpgsql security definer
set search_path = concord, pg_temp set enable_seqscan = on set enable_hashjoin = on as $$
declare
    given_up bigint;
begin
    delete from policy where name = p_name;
    if not found then
        return null;
    end if;
    delete from policy_start where tenant_id is not null and policy = p_name;
    delete from reaction where tenant_id is not null and policy = p_name and state <> 'DONE';
    get diagnostics given_up = row_count;
    return given_up;
end
$$;

alter function retire_policy owner to concord_appender;

revoke all on function retire_policy from public;

grant execute on function retire_policy to concord_projector;

grant delete on policy, policy_start, reaction to concord_appender;

-- What came of commands, by the position of what led to them.
create index reaction_outcome_by_position on reaction_outcome (tenant_id, position, policy, subject, ordinal);
