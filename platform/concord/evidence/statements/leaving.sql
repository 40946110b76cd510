-- $1 tenant, $2 id, $3 stream
update evidence_file set state = 'REMOVING', touched_at = clock_timestamp()
where tenant_id = $1 and id = $2 and stream_id = $3 and state in ('STORED', 'ATTACHED', 'REMOVING')
returning id, kind, stream_id, original_sha256, stored_sha256, size, media_type
