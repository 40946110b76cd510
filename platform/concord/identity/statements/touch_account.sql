update service_account
   set revision = revision + 1, revoked_at = coalesce(revoked_at, $3)
 where tenant_id = $1 and name = $2
