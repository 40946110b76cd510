-- Events not yet taken, by consumer and over all tenants; for metrics and `concord status`.
create function projection_lag()
returns table (name text, events bigint, tenants_behind bigint, tenants_parked bigint)
language sql stable security definer
set search_path = concord, pg_temp set enable_seqscan = on set enable_hashjoin = on as $$
    select l.name, sum(l.lag)::bigint, count(*) filter (where l.lag > 0), count(*) filter (where l.parked)
      from (select n.name, h.position - coalesce(p.position, 0) as lag, coalesce(p.parked, false) as parked
              from head h
             cross join (values ('readmodels'), ('publisher')) as n (name)
              left join progress p on p.tenant_id = h.tenant_id and p.name = n.name
            union all
            select p.name, h.position - p.position, p.parked
              from progress p
              join head h on h.tenant_id = p.tenant_id
             where p.name like 'readmodel:%') as l
     group by l.name
$$;

alter function projection_lag() owner to concord_appender;

revoke execute on function projection_lag() from public;

grant execute on function projection_lag() to concord_projector, concord_app, concord_auditor;
