-- What was given up is tried again now.
update webhook
   set attempts = 0, next_at = '-infinity'
 where tenant_id = $1 and name = $2
