select code
  from tenant
 where id = $1
