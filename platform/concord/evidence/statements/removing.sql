-- $1 tenant, $2 id, $3 kind, $4 stream, $5 original, $6 stored digest, $7 size, $8 media type
insert into evidence_file (tenant_id, id, kind, stream_id, original_sha256, stored_sha256, size, media_type, state)
values ($1, $2, $3, $4, $5, $6, $7, $8, 'REMOVING')
on conflict (tenant_id, id) do nothing
