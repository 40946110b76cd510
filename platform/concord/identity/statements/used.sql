update service_secret
   set last_used_at = clock_timestamp()
 where tenant_id = $1 and secret_id = $2
