-- A removed subscriber's name may be used again. Returns nothing where one of that name is registered.
insert into subscriber as s
       (tenant_id, name, filters, delivery, state, starts_after, acknowledged, registered_at, registered_by)
values ($1, $2, $3, $4, 'ACTIVE', $5, $5, $6, $7)
on conflict (tenant_id, name) do update
   set filters = $3, delivery = $4, state = 'ACTIVE', starts_after = $5, acknowledged = $5, registered_at = $6,
       registered_by = $7, generation = s.generation + 1, revision = s.revision + 1, waiting = 0,
       redelivered = 0, delivered_at = null, trouble = ''
 where s.tenant_id = $1 and s.state = 'REMOVED'
returning s.revision
