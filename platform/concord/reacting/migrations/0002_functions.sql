-- Makes policies known, as [{"name": ..., "events": [...]}]; a new one starts at the head of every ledger.
create function register_policies(p_policies jsonb) returns void
language plpgsql security definer set search_path = concord, pg_temp as $$
begin
    with registered as
         (insert into policy as p (name, events, since)
          select g ->> 'name', g -> 'events', clock_timestamp()
            from jsonb_array_elements(p_policies) as g
           order by 1
          on conflict (name) do update set events = excluded.events where p.events <> excluded.events
          returning p.name, xmax = 0 as is_new)
    insert into policy_start (tenant_id, policy, position)
    select h.tenant_id, r.name, h.position
      from head h cross join registered r
     where r.is_new
    on conflict do nothing;
    insert into policy_progress (tenant_id, position)
    select h.tenant_id, min(coalesce(s.position, 0))
      from head h cross join policy p
      left join policy_start s on s.tenant_id = h.tenant_id and s.policy = p.name
     where not exists (select from policy_progress g where g.tenant_id = h.tenant_id)
     group by h.tenant_id
    on conflict do nothing;
end
$$;

alter function register_policies owner to concord_appender;

revoke all on function register_policies from public;

grant execute on function register_policies to concord_projector;

-- Tenants with entries not looked through or reactions to try, longest unserved first. It looks across tenants.
create function policies_behind(p_policies text[], p_limit integer) returns table (tenant_id uuid)
language sql stable security definer
set search_path = concord, pg_temp set enable_seqscan = on set enable_hashjoin = on as $$
    select w.tenant_id
      from (select h.tenant_id, g.served_at
              from head h
              left join policy_progress g on g.tenant_id = h.tenant_id
             where h.position > coalesce(g.position, 0) and exists (select from policy)
            union all
            select r.tenant_id, min(r.try_at)
              from reaction r
             where r.tenant_id is not null and r.state = 'PENDING' and r.try_at <= clock_timestamp()
               and r.policy = any(p_policies)
             group by r.tenant_id) as w
     group by w.tenant_id
     order by min(w.served_at) nulls first, w.tenant_id
     limit p_limit
$$;

alter function policies_behind owner to concord_appender;

revoke all on function policies_behind from public;

grant execute on function policies_behind to concord_projector;

create function policy_lag() returns table (events bigint, pending bigint, parked bigint)
language sql stable security definer
set search_path = concord, pg_temp set enable_seqscan = on set enable_hashjoin = on as $$
    select coalesce((select sum(h.position - coalesce(g.position, 0))::bigint
                       from head h left join policy_progress g on g.tenant_id = h.tenant_id), 0),
           count(*) filter (where r.state = 'PENDING'), count(*) filter (where r.state = 'PARKED')
      from reaction r
     where r.tenant_id is not null and r.state <> 'DONE'
$$;

alter function policy_lag owner to concord_appender;

revoke all on function policy_lag from public;

grant execute on function policy_lag to concord_projector, concord_app, concord_auditor;

-- Every policy of every tenant, or of one: what an operator sees.
create function list_policies(p_tenant uuid)
returns table (
    tenant text, name text, "position" bigint, head bigint, pending bigint, parked bigint, done bigint,
    refused bigint, stopped_at bigint, error text
)
language sql stable security definer
set search_path = concord, pg_temp set enable_seqscan = on set enable_hashjoin = on as $$
    select t.code, p.name, coalesce(g.position, 0), h.position, r.pending, r.parked, r.done, o.refused,
           r.stopped_at,
           (select w.error from reaction w
             where w.tenant_id = t.id and w.policy = p.name and w.state = 'PARKED' and w.position = r.stopped_at
             order by w.subject limit 1)
      from tenant t
      join head h on h.tenant_id = t.id
     cross join policy p
      left join policy_progress g on g.tenant_id = t.id
     cross join lateral
           (select count(*) filter (where x.state = 'PENDING') as pending,
                   count(*) filter (where x.state = 'PARKED') as parked,
                   count(*) filter (where x.state = 'DONE') as done,
                   min(x.position) filter (where x.state = 'PARKED') as stopped_at
              from reaction x where x.tenant_id = t.id and x.policy = p.name) as r
     cross join lateral
           (select count(*) as refused from reaction_outcome y
             where y.tenant_id = t.id and y.policy = p.name and y.refusal is not null) as o
     where p_tenant is null or t.id = p_tenant
     order by t.code, p.name
$$;

alter function list_policies owner to concord_appender;

revoke all on function list_policies from public;

grant execute on function list_policies to concord_projector, concord_auditor;
