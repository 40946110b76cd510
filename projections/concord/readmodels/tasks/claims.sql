-- The claims laid to needs, oldest first.
select task, version, claimant, side, resource, claimed_on, due_on, ended_on, outcome, note, position
from task_claim
where tenant_id = :tenant
  and generation = (select generation from read_model where tenant_id = :tenant and name = 'tasks')
  and task = any(:ids)
order by task, version
