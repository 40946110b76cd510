-- Who answers for organizations, oldest first: the last one stands.
select organization, since, line, place, assigned_on, document, position
from supervision
where tenant_id = :tenant
  and generation = (select generation from read_model where tenant_id = :tenant and name = 'people')
  and organization = any(:ids)
order by organization, since
