-- Full tiles with their roots, of those asked for, by level.
select t.level, t.hashes, t.root
  from unnest($3::smallint[], $4::bigint[]) as w (level, index)
  join tile t
    on t.tenant_id = $1 and t.epoch = $2 and t.level = w.level and t.index = w.index
 order by t.level
