delete from {table} as t
 using unnest({arrays}) as g ({keys})
 where t.tenant_id = $1 and t.generation = $2 and {same}
