-- The agenda of meetings, in the order in which it was collected.
select meeting, version, id, title, proposer, description, position
from meeting_item
where tenant_id = :tenant
  and generation = (select generation from read_model where tenant_id = :tenant and name = 'meetings')
  and meeting = any(:ids)
order by meeting, version
