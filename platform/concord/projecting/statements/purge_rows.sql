-- Rows that no query reads, some at a time, so that nobody is held up. All in one statement, and so of one
-- moment: a rebuild that begins meanwhile is either seen with its rows, or not at all.
delete from {table}
 where tenant_id = $1 and ctid = any (array
       (select ctid
          from {table}
         where tenant_id = $1
           and generation <> (select generation from read_model where tenant_id = $1 and name = $2)
           and ($3 or generation not in (select generation from rebuild where tenant_id = $1 and name = $2))
         limit $4))
