-- Annotations that wait for a second person, the oldest first.
select a.id, a.entry, a.status
from annotation a
where a.tenant_id = :tenant
  and a.generation = (select generation from read_model where tenant_id = :tenant and name = 'annotations')
  and a.status = 'PROPOSED' and a.proposed_by <> :actor
order by a.entry
limit :limit
