update subscriber
   set starts_after = $3, acknowledged = $3, generation = generation + 1, revision = revision + 1, trouble = ''
 where tenant_id = $1 and name = $2 and state <> 'REMOVED'
