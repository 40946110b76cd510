select tenant_id, name
  from concord.projections_behind($1, $2)
