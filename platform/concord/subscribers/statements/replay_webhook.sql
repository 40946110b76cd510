-- What was given up is tried again now; until it fails again there is nothing to skip.
update webhook
   set attempts = 0, failing = 0, next_at = '-infinity'
 where tenant_id = $1 and name = $2
   and exists (select from subscriber s where s.tenant_id = $1 and s.name = $2 and s.delivery = 'WEBHOOK')
