select position
  from concord.head
 where tenant_id = $1
