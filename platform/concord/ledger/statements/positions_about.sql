-- Positions of the entries whose text holds one of $3: for each subject of $2 the member that names it.
select about.subject, event.position
  from event, unnest($2::uuid[], $3::bytea[]) as about (subject, member)
 where tenant_id = $1 and position(about.member in entry) > 0
 order by event.position
