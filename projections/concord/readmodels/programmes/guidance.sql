-- Guidance that alliances were given, oldest first.
select alliance, id, form, given_by, given_on, content, position
from guidance
where tenant_id = :tenant
  and generation = (select generation from read_model where tenant_id = :tenant and name = 'programmes')
  and alliance = any(:ids)
order by alliance, given_on, position
