select position, entry
  from event
 where tenant_id = $1 and position > $2
 order by position
 limit $3
