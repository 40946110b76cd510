-- What came of resolutions, oldest first.
select resolution, completed, report, reported_on, position
from meeting_follow_up
where tenant_id = :tenant
  and generation = (select generation from read_model where tenant_id = :tenant and name = 'meetings')
  and resolution = any(:ids)
order by resolution, version
