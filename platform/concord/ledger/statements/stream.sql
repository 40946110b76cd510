-- The entries of a stream, in its order.
select position, entry
  from event
 where tenant_id = $1 and stream_id = $2
 order by version
