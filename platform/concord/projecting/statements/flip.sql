update read_model
   set generation = $3, version = $4
 where tenant_id = $1 and name = $2
