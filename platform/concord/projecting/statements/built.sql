select position
  from rebuild
 where tenant_id = $1 and name = $2
