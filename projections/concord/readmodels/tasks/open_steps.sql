-- Needs and tasks whose next step is an organization's, the earliest deadline first.
select t.id, t.title, t.status, t.due_on
from task t
where t.tenant_id = :tenant
  and t.generation = (select generation from read_model where tenant_id = :tenant and name = 'tasks')
  and ((t.status = any(:claimant) and t.claimant = :organization)
       or (t.status = any(:needer) and t.organization = :organization))
order by t.due_on nulls last, t.id
limit :limit
