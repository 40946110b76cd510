-- When the oldest entry was recorded that a checkpoint does not cover.
select (convert_from(entry, 'UTF8')::json ->> 'recorded_at')::timestamptz
  from event
 where tenant_id = $1 and position = $2 + 1
