-- $1 tenant, $2 id, $3 state; not touched: what a sweep could not finish, the next one takes up
update evidence_file set state = $3 where tenant_id = $1 and id = $2
