insert into concord.checkpoint (tenant_id, epoch, size, origin, root, note, signed_at)
select $1, c.epoch, c.size, c.origin, c.root, c.note, c.signed_at
  from unnest($2::integer[], $3::text[], $4::bigint[], $5::bytea[], $6::text[], $7::timestamptz[])
    as c (epoch, origin, size, root, note, signed_at)
    on conflict do nothing
