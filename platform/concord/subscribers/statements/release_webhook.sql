update webhook
   set leased_until = '-infinity', attempts = $3, next_at = $4, failing = $5
 where tenant_id = $1 and name = $2
