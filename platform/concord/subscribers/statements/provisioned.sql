-- $3 is what was carried out: a change that came meanwhile is carried out next.
update subscriber
   set provisioned = $3, provisioned_generation = $4
 where tenant_id = $1 and name = $2
