-- Nothing where it was reset or paused meanwhile: then that stands.
update subscriber
   set acknowledged = $4, trouble = '', delivered_at = coalesce($5, delivered_at)
 where tenant_id = $1 and name = $2 and generation = $3 and state = 'ACTIVE'
   and not exists (select from head where tenant_id = $1 and state = 'SUSPENDED')
