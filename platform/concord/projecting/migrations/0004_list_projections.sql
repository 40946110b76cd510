-- Every consumer of every tenant's ledger with its state: what an operator sees.
create function list_projections(p_tenant uuid)
returns table (
    tenant_id uuid, tenant text, name text, generation smallint, version integer, "position" bigint, head bigint,
    parked boolean, own boolean, rebuilt bigint, dead_position bigint, dead_type text, error text,
    attempts integer, first_at timestamptz, at timestamptz
)
language sql stable security definer
set search_path = concord, pg_temp set enable_seqscan = on set enable_hashjoin = on as $$
    select t.id, t.code, c.name, c.generation, c.version,
           coalesce(own.position, shared.position, 0), h.position,
           coalesce(own.parked, shared.parked, false), own.name is not null and c.generation is not null,
           b.position, d.position, d.type, d.error, d.attempts, d.first_at, d.at
      from tenant t
      join head h on h.tenant_id = t.id
     cross join lateral
           (select r.name, r.generation, r.version, 'readmodel:' || r.name as own, 'readmodels' as shared
              from read_model r where r.tenant_id = t.id
            union all
            select 'publisher', null, null, 'publisher', 'publisher') as c
      left join progress own on own.tenant_id = t.id and own.name = c.own
      left join progress shared on shared.tenant_id = t.id and shared.name = c.shared
      left join rebuild b on b.tenant_id = t.id and b.name = c.name and c.generation is not null
      left join dead_letter d on d.tenant_id = t.id and d.projection = c.name
     where p_tenant is null or t.id = p_tenant
     order by t.code, c.name
$$;

alter function list_projections(uuid) owner to concord_appender;

revoke execute on function list_projections(uuid) from public;

grant execute on function list_projections(uuid) to concord_projector, concord_auditor;
