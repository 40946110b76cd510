-- A page of stored bytes after a position and up to another.
select position, entry
  from event
 where tenant_id = $1 and position > $2 and position <= $3
 order by position
 limit $4
