-- The newest one is good until $3, those before it end now.
update service_secret s
   set expires_at = case when s.secret_id = newest.secret_id then least(s.expires_at, $3) else least(s.expires_at, $4) end
  from (select n.secret_id from service_secret n
         where n.tenant_id = $1 and n.name = $2 order by n.created_at desc limit 1) as newest
 where s.tenant_id = $1 and s.name = $2 and s.expires_at > $4
