-- Something that the worker has to carry out changed beside the row.
update subscriber
   set revision = revision + 1
 where tenant_id = $1 and name = $2
