-- Directives that alliances received, oldest first.
select alliance, id, title, issuer, document, obliges, received_on, due_on, content, position
from directive
where tenant_id = :tenant
  and generation = (select generation from read_model where tenant_id = :tenant and name = 'programmes')
  and alliance = any(:ids)
order by alliance, received_on, position
