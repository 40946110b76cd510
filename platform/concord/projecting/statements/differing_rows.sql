-- The first $4 rows that two generations do not agree on, by key; null where one of them has no such row.
select jsonb_build_object({named_keys})::text as key, to_jsonb(l)::text as live, to_jsonb(r)::text as rebuilt
  from (select * from {table} where tenant_id = $1 and generation = $2) as l
  full join (select * from {table} where tenant_id = $1 and generation = $3) as r
 using ({keys})
 where l.tenant_id is null or r.tenant_id is null {differ}
 order by {keys}
 limit $4
