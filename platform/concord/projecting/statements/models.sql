-- The tenant's read models, and which of them have a checkpoint of their own.
select m.name, m.generation, m.version, p.name is not null as own
  from read_model m
  left join progress p on p.tenant_id = m.tenant_id and p.name = 'readmodel:' || m.name
 where m.tenant_id = $1
