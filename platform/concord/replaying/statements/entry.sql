select entry
  from concord.event
 where tenant_id = $1 and position = $2
