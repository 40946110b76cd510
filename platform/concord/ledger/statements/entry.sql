select entry from event where tenant_id = $1 and position = $2
