update progress
   set parked = true
 where tenant_id = $1 and name = 'publisher'
