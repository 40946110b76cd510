update progress
   set position = $3, served_at = clock_timestamp()
 where tenant_id = $1 and name = $2
