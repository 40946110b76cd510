-- The checkpoint of an origin and a size, without witnesses.
select epoch, note
  from checkpoint
 where tenant_id = $1 and origin = $2 and size = $3
