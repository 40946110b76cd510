insert into concord.tile (tenant_id, epoch, level, index, hashes, root)
select $1, $2, t.level, t.index, t.hashes, t.root
  from unnest($3::smallint[], $4::bigint[], $5::bytea[], $6::bytea[]) as t (level, index, hashes, root)
    on conflict do nothing
