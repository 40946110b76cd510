-- Entries whose text holds $2 (the id of a subject), after position $3, at most $4.
select position, entry
  from event
 where tenant_id = $1 and position > $3 and position($2::bytea in entry) > 0
 order by position
 limit $4
