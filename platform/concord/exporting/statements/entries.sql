-- Stored bytes from one position to another.
select position, entry
  from concord.event
 where tenant_id = $1 and position between $2 and $3
 order by position
