update webhook
   set previous_secret = secret, previous_until = $4, secret = $3
 where tenant_id = $1 and name = $2
