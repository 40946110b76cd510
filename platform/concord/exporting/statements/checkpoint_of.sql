-- The epoch of a checkpoint, by its text; witnesses' lines may follow its own.
select epoch
  from concord.checkpoint
 where tenant_id = $1 and size = $2 and starts_with($3, note)
