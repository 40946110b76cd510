update subscriber
   set trouble = $3, redelivered = $4
 where tenant_id = $1 and name = $2
