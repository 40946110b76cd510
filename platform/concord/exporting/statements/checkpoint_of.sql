-- The epoch of a checkpoint, by its text.
select epoch
  from concord.checkpoint
 where tenant_id = $1 and size = $2 and note = $3
