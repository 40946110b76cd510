update concord.head
   set position = $2, recorded_at = $3
 where tenant_id = $1
