-- Tickets whose next step is somebody's, the earliest deadline first: steps that a role takes whoever the
-- organization is, those of the department it was sent to, and those of the raiser.
select t.id, t.title, t.status, t.due_on
from ticket t
where t.tenant_id = :tenant
  and t.generation = (select generation from read_model where tenant_id = :tenant and name = 'tickets')
  and (t.status = any(:anybody)
       or (t.status = any(:department) and t.department = :organization)
       or (t.status = any(:raiser) and t.raiser = :organization))
order by t.due_on nulls last, t.id
limit :limit
