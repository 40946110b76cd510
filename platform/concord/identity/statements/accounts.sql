-- All of a tenant, or that of a name; each with its secrets that are still good and when one was last used.
select a.name, a.role, a.organization, a.created_at, a.created_by, a.revoked_at, a.revision,
       (select count(*) from service_secret s
         where s.tenant_id = $1 and s.name = a.name and s.expires_at > clock_timestamp()) as secrets,
       (select max(s.last_used_at) from service_secret s
         where s.tenant_id = $1 and s.name = a.name) as last_used_at
  from service_account a
 where a.tenant_id = $1 and ($2::text is null or a.name = $2)
 order by a.name
