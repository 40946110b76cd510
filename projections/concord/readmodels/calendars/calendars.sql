-- Working calendars by id; a tenant has one at most.
select id, version, position
from working_calendar
where tenant_id = :tenant
  and generation = (select generation from read_model where tenant_id = :tenant and name = 'calendars')
  and id = any(:ids)
