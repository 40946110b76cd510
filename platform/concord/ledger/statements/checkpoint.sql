select epoch, origin, size, root, note, signed_at
  from checkpoint
 where tenant_id = $1 and ($2::bigint is null or size <= $2)
 order by epoch desc, size desc
 limit 1
