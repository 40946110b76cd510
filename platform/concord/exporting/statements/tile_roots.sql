-- Hashes of a partial tile above level 0: the roots of full tiles one level below. $4 first index, $5 last.
select root
  from concord.tile
 where tenant_id = $1 and epoch = $2 and level = $3 and index between $4 and $5
 order by index
