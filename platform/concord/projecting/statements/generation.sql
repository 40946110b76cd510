select generation, version
  from read_model
 where tenant_id = $1 and name = $2
