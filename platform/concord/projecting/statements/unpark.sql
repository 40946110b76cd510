update progress
   set parked = false
 where tenant_id = $1 and name = $2 and parked
