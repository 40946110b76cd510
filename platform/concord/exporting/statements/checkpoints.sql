-- Earlier checkpoints, one in 256 entries: they narrow down where a change was made. $3 first tile, $4 last.
select distinct on ((size - 1) / 256) size, note
  from concord.checkpoint
 where tenant_id = $1 and epoch = $2 and size > $3 * 256 and size <= least(($4 + 1) * 256, $5)
 order by (size - 1) / 256, size
