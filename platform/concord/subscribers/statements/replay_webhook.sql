-- What was given up is tried again now; until it fails again there is nothing to skip.
update webhook
   set attempts = 0, failing = 0, next_at = '-infinity'
 where tenant_id = $1 and name = $2
