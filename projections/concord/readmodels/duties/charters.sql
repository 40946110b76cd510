-- Charters of alliances in the order of adoption.
select alliance, effective_on, charter
from duty_charter
where tenant_id = :tenant
  and generation = (select generation from read_model where tenant_id = :tenant and name = 'duties')
  and alliance = any(:ids)
order by alliance, since
