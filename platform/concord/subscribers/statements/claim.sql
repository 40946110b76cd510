-- The tenant's subscribers, but for those that another process is at.
select s.*, h.position as head
  from subscriber s
  join head h on h.tenant_id = s.tenant_id
 where s.tenant_id = $1
   for update of s skip locked
