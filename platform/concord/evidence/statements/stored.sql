-- $1 tenant, $2 id
update evidence_file set state = 'STORED', touched_at = clock_timestamp()
where tenant_id = $1 and id = $2 and state = 'STORING'
