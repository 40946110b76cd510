update subscriber
   set acknowledged = $3, waiting = $4, redelivered = $5, delivered_at = coalesce($6, delivered_at)
 where tenant_id = $1 and name = $2
