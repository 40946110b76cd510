select generation, position
  from rebuild
 where tenant_id = $1 and name = $2 and holder = $3
   for update
