select position, entry
  from event
 where tenant_id = $1
 order by position desc
 limit 1
