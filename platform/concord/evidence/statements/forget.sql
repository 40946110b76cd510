-- $1 tenant, $2 id
delete from evidence_file where tenant_id = $1 and id = $2
