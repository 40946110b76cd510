update reaction
   set decision = $5, at = clock_timestamp()
 where tenant_id = $1 and policy = $2 and position = $3 and subject = $4
