-- $1 tenant, $2 id, $3 stream: whoever is about to attach it has another day, and a sweep that was first has won
update evidence_file set touched_at = clock_timestamp()
where tenant_id = $1 and id = $2 and stream_id = $3 and state <> 'STORING'
returning id, kind, stream_id, original_sha256, stored_sha256, size, media_type
