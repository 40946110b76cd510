select tenant_id, code
  from concord.tenants_to_provision($1, $2, $3)
