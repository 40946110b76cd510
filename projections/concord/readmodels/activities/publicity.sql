-- What was published of activities, in the order of recording.
select activity, medium, outlet, title, published_on, url, position
from activity_publicity
where tenant_id = :tenant
  and generation = (select generation from read_model where tenant_id = :tenant and name = 'activities')
  and activity = any(:ids)
order by activity, position
