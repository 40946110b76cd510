select digest
  from access_change
 where tenant_id = $1 and command_id = $2
