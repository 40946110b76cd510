-- Marks a moment as used. Nothing returned: it is not there.
update as_of
   set used_at = $4
 where tenant_id = $1 and position = $2 and edition = $3 and to_regnamespace(schema) is not null
returning true
