-- Positions of the entries whose text holds $2 (a member that names a subject).
select position
  from event
 where tenant_id = $1 and position($2::bytea in entry) > 0
 order by position
