-- Full tiles, of those asked for.
select t.level, t.index, t.hashes
  from unnest($3::smallint[], $4::bigint[]) as w (level, index)
  join tile t
    on t.tenant_id = $1 and t.epoch = $2 and t.level = w.level and t.index = w.index
