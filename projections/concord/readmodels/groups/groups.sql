-- Groups of alliances in the order of forming, dissolved ones too.
select alliance, id, code, kind, name, formed_on, dissolved_on, reason, position
from alliance_group
where tenant_id = :tenant
  and generation = (select generation from read_model where tenant_id = :tenant and name = 'groups')
  and alliance = any(:ids)
order by alliance, formed_on, name
