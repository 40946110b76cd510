-- Pledges of organizations and of their floating members, oldest first.
select organization, id, subject, text, made_on, due_on, fulfilled_on, note, position
from pledge
where tenant_id = :tenant
  and generation = (select generation from read_model where tenant_id = :tenant and name = 'people')
  and organization = any(:ids)
order by organization, made_on, id
