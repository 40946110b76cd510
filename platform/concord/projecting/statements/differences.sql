-- Of one table, how many rows two generations do not agree on: $2 answers queries, $3 was made anew.
-- `surplus` and `missing` are rows that only one of them has; each column counts where both have the row.
select count(*) filter (where r.tenant_id is null) as surplus,
       count(*) filter (where l.tenant_id is null) as missing
       {counts}
  from (select * from {table} where tenant_id = $1 and generation = $2) as l
  full join (select * from {table} where tenant_id = $1 and generation = $3) as r
 using ({keys})
