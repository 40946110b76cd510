-- $1 tenant, $2 files as text: the entries that attached them, whatever became of them. Reads the ledger through.
select position as entry, stream_id as stream, convert_from(entry, 'UTF8')::jsonb #>> '{data,file}' as file
from event
where tenant_id = $1 and position('"file":"'::bytea in entry) > 0
  and convert_from(entry, 'UTF8')::jsonb #>> '{data,file}' = any ($2)
order by position
