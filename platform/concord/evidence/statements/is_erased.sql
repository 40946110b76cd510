-- $1 tenant, $2 id
select exists (select from erasures_of($1) where type = 'file' and key_id = $2)
