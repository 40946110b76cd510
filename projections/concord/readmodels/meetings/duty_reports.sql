-- Duty reports that meetings heard, in order.
select meeting, organization, year, report, position
from meeting_duty_report
where tenant_id = :tenant
  and generation = (select generation from read_model where tenant_id = :tenant and name = 'meetings')
  and meeting = any(:ids)
order by meeting, version
