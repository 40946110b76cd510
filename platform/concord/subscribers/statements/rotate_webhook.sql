update webhook
   set previous_secret = secret, previous_until = $4, secret = $3
 where tenant_id = $1 and name = $2
   and exists (select from subscriber s where s.tenant_id = $1 and s.name = $2 and s.delivery = 'WEBHOOK')
