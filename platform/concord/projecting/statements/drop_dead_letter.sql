delete from dead_letter
 where tenant_id = $1 and projection = $2
