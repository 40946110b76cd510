-- $1 tenant, $2 id, $3 and $4: as of `evidence_unsettled`; asked again under the lock, somebody may have been first
select id, kind, stream_id, original_sha256, stored_sha256, size, media_type, state
from evidence_file
where tenant_id = $1 and id = $2
  and ((state in ('STORING', 'STORED') and touched_at < $3) or (state = 'REMOVING' and touched_at < $4))
for update skip locked
