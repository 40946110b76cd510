select s.*, h.position as head
  from subscriber s
  join head h on h.tenant_id = s.tenant_id
 where s.tenant_id = $1 and s.name = $2 and s.state <> 'REMOVED'
