select public_key, issued_at, revoked_at
  from subscriber_credential
 where tenant_id = $1 and name = $2
 order by issued_at
