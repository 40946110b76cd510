select name
  from subscriber
 where tenant_id = $1 and delivery = 'PULL' and state <> 'REMOVED'
