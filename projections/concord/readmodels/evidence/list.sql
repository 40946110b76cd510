-- Evidence of objects, oldest first, or what one file is evidence of.
select
    object, version, kind, file, stored_sha256, original_sha256, size, media_type, name, caption, finding,
    attached_on, recorded_at, position, removed_at, removal_reason, removed_position
from evidence
where tenant_id = :tenant
  and generation = (select generation from read_model where tenant_id = :tenant and name = 'evidence')
  and object = any(:ids) -- if ids
  and file = :file -- if file
order by object, version
