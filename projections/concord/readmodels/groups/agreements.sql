-- Agreements of alliances by year.
select alliance, id, organization, title, year, signed_on, document, position
from agreement
where tenant_id = :tenant
  and generation = (select generation from read_model where tenant_id = :tenant and name = 'groups')
  and alliance = any(:ids)
order by alliance, year, signed_on, id
