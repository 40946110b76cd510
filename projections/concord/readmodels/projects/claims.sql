-- Who has claimed projects, in order.
select project, organization, claimed_on, due_on, position
from key_project_claim
where tenant_id = :tenant
  and generation = (select generation from read_model where tenant_id = :tenant and name = 'projects')
  and project = any(:ids)
order by project, position
