-- Hashes of partial tiles above level 0: the roots of full tiles one level below.
-- $3 level below, $4 first index, $5 how many: one of each for every partial tile.
select t.level + 1 as level, t.root
  from unnest($3::smallint[], $4::bigint[], $5::bigint[]) as w (level, first, width)
  join tile t
    on t.tenant_id = $1 and t.epoch = $2 and t.level = w.level
   and t.index >= w.first and t.index < w.first + w.width
 order by t.level, t.index
