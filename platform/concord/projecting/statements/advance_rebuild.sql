update rebuild
   set position = $3
 where tenant_id = $1 and name = $2
