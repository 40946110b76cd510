-- Hours of volunteers in activities, by organization.
select activity, organization, persons, hours, corrected, reason, position
from activity_volunteering
where tenant_id = :tenant
  and generation = (select generation from read_model where tenant_id = :tenant and name = 'activities')
  and activity = any(:ids)
order by activity, organization
