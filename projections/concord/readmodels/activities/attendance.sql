-- Who signed up for activities and who came.
select activity, organization, signed_up, present, expected, attendees, corrected, position
from activity_attendance
where tenant_id = :tenant
  and generation = (select generation from read_model where tenant_id = :tenant and name = 'activities')
  and activity = any(:ids)
order by activity, organization
