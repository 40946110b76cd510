insert into concord.checkpoint (tenant_id, epoch, size, origin, root, note, signed_at)
select $1, 1, c.size, $2, c.root, c.note, c.signed_at
  from unnest($3::bigint[], $4::bytea[], $5::text[], $6::timestamptz[]) as c (size, root, note, signed_at)
