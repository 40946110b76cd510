-- Definitions of the live tables' primary keys and indexes, for the tables $2 of the schema $1.
select case when i.indisprimary
            then format('alter table %I.%I add %s', $1::text, t.relname, pg_get_constraintdef(k.oid))
            else replace(pg_get_indexdef(i.indexrelid), ' ON concord.', format(' ON %I.', $1::text))
        end as definition
  from pg_index i
  join pg_class t on t.oid = i.indrelid
  left join pg_constraint k on k.conindid = i.indexrelid and k.contype = 'p'
 where t.relnamespace = 'concord'::regnamespace and t.relname = any ($2::text[])
 order by t.relname, i.indexrelid
