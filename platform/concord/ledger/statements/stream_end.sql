-- The last event of a stream.
select type, version
  from event
 where tenant_id = $1 and stream_id = $2
 order by version desc
 limit 1
