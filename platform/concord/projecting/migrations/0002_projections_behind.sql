-- Where there is work for a projector, the tenant longest unserved first; it locks nothing.
-- With p_models, also tenants that lack one of them: a read model newly deployed.
-- It looks across tenants, so it runs as concord_appender; whatever follows runs as one tenant.
create function projections_behind(p_models text[], p_limit integer) returns table (tenant_id uuid, name text)
language sql stable security definer
set search_path = concord, pg_temp set enable_seqscan = on set enable_hashjoin = on as $$
    select w.tenant_id, w.name
      from (select h.tenant_id, 'readmodels' as name, p.served_at
              from head h
              left join progress p on p.tenant_id = h.tenant_id and p.name = 'readmodels'
             where h.position > coalesce(p.position, 0)
                or (cardinality(p_models) > 0 and h.position > 0 and exists
                    (select from unnest(p_models) as m (name)
                      where not exists (select from read_model r
                                         where r.tenant_id = h.tenant_id and r.name = m.name)))
            union all
            select p.tenant_id, p.name, p.served_at
              from progress p
             where p.tenant_id is not null and p.name like 'readmodel:%' and not p.parked) as w
     order by w.served_at nulls first, w.tenant_id
     limit p_limit
$$;

alter function projections_behind(text[], integer) owner to concord_appender;

revoke execute on function projections_behind(text[], integer) from public;

grant execute on function projections_behind(text[], integer) to concord_projector;
