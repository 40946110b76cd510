-- A secret that is good, with the account that it is of.
select s.salt, s.hash, a.name, a.role, a.organization
  from service_secret s
  join service_account a on a.tenant_id = $1 and a.name = s.name
 where s.tenant_id = $1 and s.secret_id = $2 and s.expires_at > clock_timestamp() and a.revoked_at is null
