-- Charters of alliances in the order of adoption.
select alliance, since, effective_on, resolution, charter, position
from alliance_charter
where tenant_id = :tenant
  and generation = (select generation from read_model where tenant_id = :tenant and name = 'alliances')
  and alliance = any(:ids)
order by alliance, since
