select public_key, revoked_at
  from subscriber_credential
 where tenant_id = $1 and revoked_at is not null
