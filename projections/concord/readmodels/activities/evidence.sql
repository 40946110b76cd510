-- Evidence of activities, oldest first.
select
    activity, version, stored_sha256, original_sha256, size, media_type, caption, attached_on, recorded_at,
    position
from activity_evidence
where tenant_id = :tenant
  and generation = (select generation from read_model where tenant_id = :tenant and name = 'activities')
  and activity = any(:ids)
order by activity, version
