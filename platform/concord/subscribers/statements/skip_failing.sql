-- Passes over the event that fails.
update subscriber s
   set acknowledged = w.failing, trouble = ''
  from webhook w
 where s.tenant_id = $1 and s.name = $2 and w.tenant_id = $1 and w.name = $2 and w.failing > s.acknowledged
   and s.delivery = 'WEBHOOK'
