-- $1 tenant, $2 id, $3 kind, $4 stream, $5 original, $6 stored digest, $7 size, $8 media type; none while $9
-- files or more wait in this tenant; one that has been storing for longer has failed, and the sweep fetches it
insert into evidence_file (tenant_id, id, kind, stream_id, original_sha256, stored_sha256, size, media_type, state)
select $1, $2, $3, $4, $5, $6, $7, $8, 'STORING'
where (
    select count(*) from evidence_file
    where tenant_id = $1 and (state = 'STORED' or (state = 'STORING' and touched_at > clock_timestamp() - $10::interval))
) < $9
returning id
