-- The votes on motions.
select motion, organization, choice, position
from meeting_vote
where tenant_id = :tenant
  and generation = (select generation from read_model where tenant_id = :tenant and name = 'meetings')
  and motion = any(:ids)
order by motion, position, organization
