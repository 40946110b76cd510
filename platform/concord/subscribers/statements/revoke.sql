update subscriber_credential
   set revoked_at = $3
 where tenant_id = $1 and name = $2 and revoked_at is null and public_key <> all ($4::text[])
