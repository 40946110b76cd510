select position from head where tenant_id = $1
