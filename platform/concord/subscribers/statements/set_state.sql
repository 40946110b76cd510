update subscriber
   set state = $3, revision = revision + 1, trouble = ''
 where tenant_id = $1 and name = $2 and state <> 'REMOVED'
