-- Rows of one table of a read model that differ between two moments, in the order of their keys.
-- $1 tenant, $2 generation, $3 how many at most; {beyond}: only those after a place
select {keys}, {before_values} as before_values, {after_values} as after_values
  from (select * from {before}.{table} where tenant_id = $1 and generation = $2) as b
  full join (select * from {after}.{table} where tenant_id = $1 and generation = $2) as a
    on {same}
 where (b.tenant_id is null or a.tenant_id is null or {different})
   and {beyond}
 order by {order}
 limit $3
