-- Corrections of activities, oldest first.
select
    activity, version, field, corrects, text, day, organization, present, expected, summary, reason, recorded_at,
    position
from activity_correction
where tenant_id = :tenant
  and generation = (select generation from read_model where tenant_id = :tenant and name = 'activities')
  and activity = any(:ids)
order by activity, version
