select revision, revoked_at
  from service_account
 where tenant_id = $1 and name = $2
   for update
