-- Removes a moment that nobody reads or builds just now.
delete from as_of
 where tenant_id = $1 and (position, edition) in
       (select position, edition from as_of
         where tenant_id = $1 and position = $2 and edition = $3 and schema = $4
           for update skip locked)
returning true
