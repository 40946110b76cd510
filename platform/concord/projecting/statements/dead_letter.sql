select position, type, error, attempts, first_at, at
  from dead_letter
 where tenant_id = $1 and projection = $2
