-- How far projects have come, oldest first.
select project, milestone, note, reached_on, position
from key_project_milestone
where tenant_id = :tenant
  and generation = (select generation from read_model where tenant_id = :tenant and name = 'projects')
  and project = any(:ids)
order by project, version
