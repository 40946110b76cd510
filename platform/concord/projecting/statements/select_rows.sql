-- `offset 0` keeps the planner from reading the whole generation and comparing it with the wanted keys,
-- which it prefers where it has no statistics yet: one index look-up a key, always.
select r.*
  from unnest({arrays}) as w ({wanted})
 cross join lateral
       (select {reads}
          from {table} as t
         where t.tenant_id = $1 and t.generation = $2 and {same}
        offset 0) as r
