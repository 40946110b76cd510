select {reads}
  from {table} as t
  join unnest({arrays}) as w ({wanted}) on {same}
 where t.tenant_id = $1 and t.generation = $2
