-- How many of these tiles are stored as they are given.
select count(*)
  from unnest($3::smallint[], $4::bigint[], $5::bytea[], $6::bytea[]) as w (level, index, hashes, root)
  join tile t
    on t.tenant_id = $1 and t.epoch = $2 and t.level = w.level and t.index = w.index
   and t.hashes = w.hashes and t.root = w.root
