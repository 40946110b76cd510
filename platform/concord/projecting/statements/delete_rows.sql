-- One row; sent for many at a time.
delete from {table} as t
 where t.tenant_id = $1 and t.generation = $2 and {same}
