insert into concord.tile (tenant_id, epoch, level, index, hashes, root)
select $1, 1, t.level, t.index, t.hashes, t.root
  from unnest($2::smallint[], $3::bigint[], $4::bytea[], $5::bytea[]) as t (level, index, hashes, root)
    on conflict do nothing
