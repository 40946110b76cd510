-- Tables that hold tenants' rows and do not hide them from each other.
select * from (
    select n.nspname as schema, c.relname as name, c.relrowsecurity and c.relforcerowsecurity as forced,
           exists (select from pg_policy p where p.polrelid = c.oid) as has_policy
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
     where (n.nspname = 'concord' or n.nspname like 'asof\_%') and c.relkind in ('r', 'p')
) t
 where not (forced and has_policy)
 order by 1, 2
