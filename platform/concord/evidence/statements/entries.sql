-- $1 tenant, $2 stream
select entry from event where tenant_id = $1 and stream_id = $2 order by version
