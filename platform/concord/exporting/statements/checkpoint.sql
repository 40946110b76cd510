-- The newest checkpoint of a tenant.
select epoch, origin, size, note
  from concord.checkpoint
 where tenant_id = $1
 order by epoch desc, size desc
 limit 1
