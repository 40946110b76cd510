select issued_until
  from revocation
 where tenant_id = $1 and subject = $2 and token = ''
