select revision
  from subscriber
 where tenant_id = $1 and name = $2 and state <> 'REMOVED'
   for update
