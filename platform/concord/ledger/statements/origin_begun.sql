-- The position of the entry that begins an origin, by its stream.
select position
  from event
 where tenant_id = $1 and stream_id = $2 and version = 1
