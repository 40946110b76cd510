-- $1 tenant: files that an erasure named, and whose content is still to go
select id, kind, stream_id, original_sha256, stored_sha256, size, media_type
from evidence_file
where tenant_id = $1 and state = 'REMOVING' and id in (select key_id from erasures_of($1) where type = 'file')
