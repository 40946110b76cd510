select position
  from progress
 where tenant_id = $1 and name = $2
