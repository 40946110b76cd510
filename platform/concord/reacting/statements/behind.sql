select tenant_id
  from concord.policies_behind($1, $2)
