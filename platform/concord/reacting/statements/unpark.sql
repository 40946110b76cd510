update reaction
   set state = 'PENDING', attempts = 0, try_at = clock_timestamp(), at = clock_timestamp()
 where tenant_id = $1 and policy = $2 and state = 'PARKED'
